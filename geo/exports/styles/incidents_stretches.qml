<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="{rules}">
      <rule key="{0}" symbol="0" label="Known to a stretch of up to 300 km" filter="&quot;line_to_km&quot; - &quot;line_from_km&quot; &lt;= 300"/>
      <rule key="{1}" symbol="1" label="Known to a longer stretch" filter="ELSE"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="0.45" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="92,84,120,255"/>
          <Option name="line_width" type="QString" value="1.8"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="line_style" type="QString" value="solid"/>
          <Option name="capstyle" type="QString" value="flat"/>
          <Option name="joinstyle" type="QString" value="round"/>
         </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="0.2" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="92,84,120,255"/>
          <Option name="line_width" type="QString" value="0.9"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="line_style" type="QString" value="solid"/>
          <Option name="capstyle" type="QString" value="flat"/>
          <Option name="joinstyle" type="QString" value="round"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <layerGeometryType>1</layerGeometryType>
</qgis>
