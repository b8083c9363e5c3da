<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="color" type="QString" value="0,0,0,0"/>
          <Option name="style" type="QString" value="no"/>
          <Option name="outline_color" type="QString" value="92,84,120,255"/>
          <Option name="outline_style" type="QString" value="dot"/>
          <Option name="outline_width" type="QString" value="0.2"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <layerGeometryType>2</layerGeometryType>
</qgis>
