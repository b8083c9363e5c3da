<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
    <rules key="{rules}">
      <rule key="{0}" symbol="0" label="Known to a district" filter="&quot;where_prec&quot; &lt;= 3"/>
      <rule key="{1}" symbol="1" label="Known to a province" filter="&quot;where_prec&quot; IN (4, 5)"/>
      <rule key="{2}" symbol="2" label="Known to a country or less" filter="&quot;where_prec&quot; &gt;= 6"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.6" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="color" type="QString" value="146,138,176,70"/>
          <Option name="style" type="QString" value="solid"/>
          <Option name="outline_color" type="QString" value="92,84,120,255"/>
          <Option name="outline_style" type="QString" value="solid"/>
          <Option name="outline_width" type="QString" value="0.25"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
         </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="45"/>
          <Option name="distance" type="QString" value="2.2"/>
          <Option name="distance_unit" type="QString" value="MM"/>
          <Option name="line_width" type="QString" value="0.15"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="color" type="QString" value="92,84,120,255"/>
         </Option>
      <symbol name="@0@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="92,84,120,255"/>
          <Option name="line_width" type="QString" value="0.15"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="line_style" type="QString" value="solid"/>
         </Option>
        </layer>
      </symbol>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="0.5" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="color" type="QString" value="146,138,176,0"/>
          <Option name="style" type="QString" value="no"/>
          <Option name="outline_color" type="QString" value="92,84,120,255"/>
          <Option name="outline_style" type="QString" value="dash"/>
          <Option name="outline_width" type="QString" value="0.25"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
         </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="angle" type="QString" value="45"/>
          <Option name="distance" type="QString" value="4.4"/>
          <Option name="distance_unit" type="QString" value="MM"/>
          <Option name="line_width" type="QString" value="0.15"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="color" type="QString" value="92,84,120,255"/>
         </Option>
      <symbol name="@0@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="line_color" type="QString" value="92,84,120,255"/>
          <Option name="line_width" type="QString" value="0.15"/>
          <Option name="line_width_unit" type="QString" value="MM"/>
          <Option name="line_style" type="QString" value="solid"/>
         </Option>
        </layer>
      </symbol>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="0.5" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="color" type="QString" value="146,138,176,0"/>
          <Option name="style" type="QString" value="no"/>
          <Option name="outline_color" type="QString" value="92,84,120,255"/>
          <Option name="outline_style" type="QString" value="dot"/>
          <Option name="outline_width" type="QString" value="0.3"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <layerGeometryType>2</layerGeometryType>
</qgis>
