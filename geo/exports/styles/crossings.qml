<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="1" version="3.22" styleCategories="Symbology|Labeling">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
    <symbols>
      <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="name" type="QString" value="square"/>
          <Option name="color" type="QString" value="255,255,255,255"/>
          <Option name="outline_color" type="QString" value="40,40,40,255"/>
          <Option name="outline_width" type="QString" value="0.35"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
          <Option name="size" type="QString" value="2"/>
          <Option name="size_unit" type="QString" value="MM"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="name" isExpression="0" fontFamily="Noto Sans" fontSize="7" fontSizeUnit="Point" textColor="40,40,40,255" textOpacity="1">
    <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.8"/>
   </text-style>
   <placement placement="0" dist="1.4" distUnits="MM"/>
   <rendering obstacle="0" fontLimitPixelSize="0" displayAll="0"/>
  </settings>
 </labeling>
 <layerGeometryType>0</layerGeometryType>
</qgis>
