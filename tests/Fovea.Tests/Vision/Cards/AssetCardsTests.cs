using System;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Models;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Xunit;

namespace Fovea.Tests.Vision.Cards;

/// <summary>Cards of fifteen networks, each held against the input that its makers' own preparation gave.</summary>
public sealed class AssetCardsTests
{
    public static TheoryData<string> Names { get; } = new(Directory.GetFiles(Folder, "*.card.json").Select(p => Path.GetFileName(p)[..^".card.json".Length]).Order());

    /// <summary>Where the cards lie.</summary>
    public static string Folder => Path.Combine(TestFiles.Root, "tests", "Fovea.Tests", "Vision", "Cards", "Assets");

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_picture_becomes_the_very_input_that_is_on_record(string name)
    {
        Golden golden = Golden.Load(name);
        ModelCard card = CardFile.Find(golden.ModelPath, Path.Combine(Folder, name + ".card.json"));
        Tensor want = golden.Inputs.Single().Value;
        Picture picture = Picture.Load(TestFiles.Asset($"golden/{name}/input.png"));
        Tensor got = PictureToTensor.Convert(picture.Rgba, picture.Width, picture.Height, card.Input with { Fit = ImageFit.Stretch }, want.Shape, out _);
        float[] a = want.ToSingles(), b = got.ToSingles();
        float span = a.Max() - a.Min();
        for (int i = 0; i < a.Length; i++)
            Assert.True(Math.Abs(a[i] - b[i]) <= 1e-5f * span, $"Element {i} is {b[i]}, expected {a[i]}.");
    }

    [Fact]
    public void There_are_fifteen() => Assert.Equal(15, ((System.Collections.Generic.IEnumerable<object[]>)Names).Count());
}
