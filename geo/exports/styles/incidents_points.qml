<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology">
 <renderer-v2 type="singleSymbol" symbollevels="1" enableorderby="0" forceraster="0">
    <symbols>
      <symbol name="0" type="marker" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
         <Option type="Map">
          <Option name="name" type="QString" value="circle"/>
          <Option name="color" type="QString" value="52,66,84,0"/>
          <Option name="outline_color" type="QString" value="52,66,84,110"/>
          <Option name="outline_style" type="QString" value="dash"/>
          <Option name="outline_width" type="QString" value="0.2"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
          <Option name="size" type="QString" value="0"/>
          <Option name="size_unit" type="QString" value="RenderMetersInMapUnits"/>
         </Option>
         <data_defined_properties>
          <Option type="Map">
           <Option name="name" type="QString" value=""/>
           <Option name="properties" type="Map">
            <Option name="size" type="Map">
             <Option name="active" type="bool" value="true"/>
             <Option name="expression" type="QString" value="2000 * coalesce(&quot;uncertainty_km&quot;, 0)"/>
             <Option name="type" type="int" value="3"/>
            </Option>
           </Option>
           <Option name="type" type="QString" value="collection"/>
          </Option>
         </data_defined_properties>
        </layer>
        <layer class="SimpleMarker" enabled="1" locked="0" pass="1">
         <Option type="Map">
          <Option name="name" type="QString" value="circle"/>
          <Option name="color" type="QString" value="52,66,84,255"/>
          <Option name="outline_color" type="QString" value="255,255,255,255"/>
          <Option name="outline_width" type="QString" value="0.3"/>
          <Option name="outline_width_unit" type="QString" value="MM"/>
          <Option name="size" type="QString" value="2.4"/>
          <Option name="size_unit" type="QString" value="MM"/>
         </Option>
        </layer>
      </symbol>
    </symbols>
 </renderer-v2>
 <layerGeometryType>0</layerGeometryType>
</qgis>
