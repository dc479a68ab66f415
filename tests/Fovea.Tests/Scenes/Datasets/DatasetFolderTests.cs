using System;
using System.Threading.Tasks;
using Fovea.Scenes.Datasets.Files;
using Xunit;

namespace Fovea.Tests.Scenes.Datasets;

public sealed class DatasetFolderTests : IDisposable
{
    private readonly TestFiles.TemporaryFolder _folder = TestFiles.NewFolder();

    public void Dispose() => _folder.Dispose();

    /// <summary>One thread must not write into a folder that another one is about to make.</summary>
    [Fact]
    public void Threads_that_begin_a_folder_together_find_it_made()
    {
        var folder = new DatasetFolder(_folder.File("data"));
        for (int i = 0; i < 300; i++)
        {
            int turn = i;
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, j => folder.Write($"{turn}/a/b/{j}", file => file.WriteByte(1)));
        }
    }
}
