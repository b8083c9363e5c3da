<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="255,255,255,255"/>
          <Option name="line_width" type="QString" value="0.8"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="line_style" type="QString" value="solid"/>
          <Option name="capstyle" type="QString" value="flat"/>
          <Option name="joinstyle" type="QString" value="round"/>
         </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="40,40,40,255"/>
          <Option name="line_width" type="QString" value="0.5"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="use_custom_dash" type="QString" value="1"/>
          <Option name="customdash" type="QString" value="3;1.2;0.7;1.2"/>
          <Option name="customdash_unit" type="QString" value="MM"/>
          <Option name="capstyle" type="QString" value="flat"/>
          <Option name="joinstyle" type="QString" value="bevel"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <layerGeometryType>1</layerGeometryType>
</qgis>
