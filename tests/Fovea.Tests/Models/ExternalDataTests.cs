using System.IO;
using Fovea.Models;
using Fovea.Models.Onnx.Schema;
using Google.Protobuf;
using Xunit;

namespace Fovea.Tests.Models;

public sealed class ExternalDataTests
{
    [Fact]
    public void Weights_beside_the_model_are_read()
    {
        using var folder = TestFiles.NewFolder();
        Directory.CreateDirectory(folder.File("sub"));
        File.WriteAllBytes(folder.File("sub/w.bin"), new byte[] { 9, 9, 9, 9, 0, 0, 128, 63, 0, 0, 0, 64, 7 });
        Model model = Load(folder, "sub/w.bin", ("offset", "4"), ("length", "8"));
        ModelAssert.Same(Tensor.Vector(1f, 2f), model.Graph.Constants["w"]);
        ModelAssert.Same(Tensor.Vector(1f, 2f), Load(folder, "sub/w.bin", ("offset", "4")).Graph.Constants["w"]);
    }

    [Fact]
    public void Files_outside_the_folder_are_refused()
    {
        using var folder = TestFiles.NewFolder();
        string secret = Path.Combine(Path.GetDirectoryName(folder.Location)!, Path.GetFileName(folder.Location) + ".bin");
        File.WriteAllBytes(secret, new byte[8]);
        try
        {
            string name = Path.GetFileName(secret);
            foreach (string location in new[] { $"../{name}", $"x/../../{name}", $"..\\{name}", secret, $"\\{name}", $"C:{name}", $"C:\\{name}", "w\0.bin" })
                Assert.Contains("outside the model's folder", Refused(folder, location));

            File.CreateSymbolicLink(folder.File("link.bin"), secret);
            Assert.Contains("symbolic link", Refused(folder, "link.bin"));
            Directory.CreateSymbolicLink(folder.File("up"), Path.GetDirectoryName(secret)!);
            Assert.Contains("symbolic link", Refused(folder, $"up/{name}"));
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void Files_that_are_missing_or_too_short_are_named()
    {
        using var folder = TestFiles.NewFolder();
        Assert.Contains("'w.bin', which is not in", Refused(folder, "w.bin"));
        Assert.Contains("names no file", Refused(folder, ""));
        File.WriteAllBytes(folder.File("w.bin"), new byte[8]);
        Directory.CreateDirectory(folder.File("d"));
        Assert.Contains("is not in", Refused(folder, "d"));
        Assert.Contains("which has 8", Refused(folder, "w.bin", ("offset", "1")));
        Assert.Contains("which has 8", Refused(folder, "w.bin", ("offset", "9223372036854775807")));
        Assert.Contains("needs 8 bytes, but 4", Refused(folder, "w.bin", ("length", "4")));
        Assert.Contains("offset '-1'", Refused(folder, "w.bin", ("offset", "-1")));
        Assert.Contains("length 'all'", Refused(folder, "w.bin", ("length", "all")));
    }

    [Fact]
    public void A_model_from_memory_has_no_folder()
    {
        string message = Assert.Throws<ModelException>(() => OnnxFile.Load(Proto("w.bin").ToByteArray())).Message;
        Assert.Contains("has no folder", message);
    }

    private static string Refused(TestFiles.TemporaryFolder folder, string location, params (string Key, string Value)[] more) =>
        Assert.Throws<ModelException>(() => Load(folder, location, more)).Message;

    private static Model Load(TestFiles.TemporaryFolder folder, string location, params (string Key, string Value)[] more)
    {
        File.WriteAllBytes(folder.File("model.onnx"), Proto(location, more).ToByteArray());
        return OnnxFile.Load(folder.File("model.onnx"));
    }

    private static ModelProto Proto(string location, params (string Key, string Value)[] more)
    {
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 2 }, DataLocation = 1 };
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        foreach ((string key, string value) in more)
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        return new ModelProto { Graph = new GraphProto { Initializer = { tensor } }, OpsetImport = { new OperatorSetIdProto { Version = 13 } } };
    }
}
