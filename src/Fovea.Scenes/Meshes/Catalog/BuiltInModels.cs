using System.Collections.Generic;
using Fovea.Scenes.Meshes.Props;
using Fovea.Scenes.Meshes.Roads;

namespace Fovea.Scenes.Meshes.Catalog;

/// <summary>The models that come with Fovea. A further one is a file and a line here.</summary>
internal static class BuiltInModels
{
    public static IEnumerable<ModelKind> All { get; } =
    [
        .. ShapeModels.All,
        RoadModel.Kind,
        CarProp.Kind, HeavyVehicles.Truck, HeavyVehicles.Bus, TwoWheelers.Bicycle, TwoWheelers.Cyclist, TwoWheelers.Motorcycle, TwoWheelers.Motorcyclist,
        PeopleProps.Pedestrian, TreeProps.Tree, TreeProps.Bush, BuildingProps.Building, BuildingProps.House,
        StreetProps.TrafficLight, SignProps.Kind, StreetProps.StreetLamp, StreetProps.Bench, StreetProps.Bin, StreetProps.Cone, StreetProps.Fence, StreetProps.Wall,
        TablewareProps.Mug, TablewareProps.Bowl, TablewareProps.Plate, TablewareProps.Bottle, TablewareProps.Can, TablewareProps.Teapot, TablewareProps.Spoon,
        TabletopProps.Book, TabletopProps.Apple, TabletopProps.Orange, TabletopProps.Banana, TabletopProps.Die, TabletopProps.Pencil, TabletopProps.ToyBrick,
        .. FlatShapes.All,
    ];
}
