using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Fovea.Capture;
using Fovea.Player.Networks;
using Fovea.Player.Output;
using Fovea.Vision;
using Fovea.Vision.Cards;
using Spectre.Console;

namespace Fovea.Player.Commands;

/// <summary><c>fovea search</c>: finds the pictures of a folder that are most like one.</summary>
internal static class SearchCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> picture = new("PICTURE") { Description = "The picture to find others like." };
        Option<string> gallery = new("--gallery") { Description = "The folder of pictures to search.", HelpName = "DIR", Required = true };
        Option<string> model = new("--model")
        {
            Description = "What tells likeness: a network for Embedding, or a classifier, whose features before the last layer are taken.",
            HelpName = "FILE",
            Required = true,
        };
        Option<string?> card = ModelOptions.Card();
        Option<int> top = NumberOption.Whole("--top", "How many are shown.", least: 1, standard: 10);
        Option<string> backend = ModelOptions.Backend();
        var command = new ExampleCommand(
            "search",
            "Find the pictures of a folder that are most like one, by the cosine between a network's features.",
            "fovea search --gallery photos/ --model mobilenet_v2.onnx dog.jpg",
            "fovea search --gallery photos/ --model features.onnx --card features.card.json --top 3 dog.jpg")
        {
            picture,
            gallery,
            model,
            card,
            top,
            backend,
        };
        command.SetAction(parsed => Run(
            terminal, parsed.GetRequiredValue(picture), parsed.GetRequiredValue(gallery), parsed.GetRequiredValue(model), parsed.GetValue(card),
            parsed.GetValue(top), BackendChoice.Named(parsed.GetValue(backend)!)));
        return command;
    }

    private static int Run(Terminal terminal, string picture, string folder, string model, string? card, int top, Backend backend)
    {
        Picture asked = Picture.Load(picture);
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}' (looked for {Path.GetFullPath(folder)}).");
        string[] paths = Directory.GetFiles(folder).Where(PictureFile.HasExtension).Order(StringComparer.Ordinal).ToArray();
        if (paths.Length == 0)
            throw new UsageException($"The folder '{folder}' holds no pictures; their names end in {string.Join(", ", PictureFile.Extensions)}.");
        using var embedder = new PictureEmbedder(NetworkFile.Read(model, card), backend);
        var gallery = new EmbeddingGallery();
        var unreadable = new List<string>();
        int at = 0;
        terminal.Progress("Looking at pictures", () =>
        {
            terminal.Stop.ThrowIfCancellationRequested();
            try
            {
                gallery.Add(paths[at], embedder.Look(Picture.Load(paths[at])));
            }
            catch (PictureException e)
            {
                unreadable.Add(e.Message);
            }

            return (double)++at / paths.Length;
        });
        IReadOnlyList<(string Name, float Similarity)> found = gallery.Search(embedder.Look(asked), top);
        Table table = Terminal.NewTable(">", ">similarity", "picture");
        for (int i = 0; i < found.Count; i++)
        {
            table.AddRow(
                new Text((i + 1).ToString(CultureInfo.InvariantCulture)), new Text(found[i].Similarity.ToString("0.000", CultureInfo.InvariantCulture)),
                new Text(found[i].Name));
        }

        terminal.Write(table);
        terminal.WriteLine($"{gallery.Count} pictures by the features '{embedder.Features}', on {embedder.Description}.");
        foreach (string message in unreadable)
            terminal.Note($"Skipped: {message}");
        return gallery.Count > 0 ? ExitCodes.Ok : throw new UsageException($"None of the {paths.Length} pictures in '{folder}' can be read.");
    }
}
