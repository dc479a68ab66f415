using Fovea.Scenes;
using Fovea.Scenes.Labels;
using Xunit;

namespace Fovea.Tests.Scenes.Driving;

public sealed class CityscapesTests
{
    /// <summary>name, id, trainId, category, hasInstances, colour: from the table of cityscapesScripts, helpers/labels.py.</summary>
    [Theory]
    [InlineData("ego vehicle", 1, 255, "void", false, 0x000000)]
    [InlineData("static", 4, 255, "void", false, 0x000000)]
    [InlineData("dynamic", 5, 255, "void", false, 0x6f4a00)]
    [InlineData("road", 7, 0, "flat", false, 0x804080)]
    [InlineData("sidewalk", 8, 1, "flat", false, 0xf423e8)]
    [InlineData("building", 11, 2, "construction", false, 0x464646)]
    [InlineData("wall", 12, 3, "construction", false, 0x66669c)]
    [InlineData("fence", 13, 4, "construction", false, 0xbe9999)]
    [InlineData("pole", 17, 5, "object", false, 0x999999)]
    [InlineData("traffic light", 19, 6, "object", false, 0xfaaa1e)]
    [InlineData("traffic sign", 20, 7, "object", false, 0xdcdc00)]
    [InlineData("vegetation", 21, 8, "nature", false, 0x6b8e23)]
    [InlineData("terrain", 22, 9, "nature", false, 0x98fb98)]
    [InlineData("sky", 23, 10, "sky", false, 0x4682b4)]
    [InlineData("person", 24, 11, "human", true, 0xdc143c)]
    [InlineData("rider", 25, 12, "human", true, 0xff0000)]
    [InlineData("car", 26, 13, "vehicle", true, 0x00008e)]
    [InlineData("truck", 27, 14, "vehicle", true, 0x000046)]
    [InlineData("bus", 28, 15, "vehicle", true, 0x003c64)]
    [InlineData("motorcycle", 32, 17, "vehicle", true, 0x0000e6)]
    [InlineData("bicycle", 33, 18, "vehicle", true, 0x770b20)]
    public void Classes_are_those_of_Cityscapes(string name, byte id, byte trainId, string category, bool isThing, int color)
    {
        Scene scene = DrivingScene.World().Scene;
        SceneClass found = scene.ClassOf(name)!;
        Assert.Equal((id, (byte?)trainId, category, isThing, color), (found.Id, found.TrainId, found.Supercategory, found.IsThing, found.Color));
        Assert.Equal(21, scene.Classes.Count);
    }
}
