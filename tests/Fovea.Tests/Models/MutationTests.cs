using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace Fovea.Tests.Models;

/// <summary>Whatever happens to the bytes of a real model, it runs or is refused in words: no crash, no hang, no memory for what is not there.</summary>
public sealed class MutationTests
{
    // 2,000 cases in all; Fovea.Benchmarks runs as many more as it is told.
    [SkippableTheory]
    [InlineData("blazeface_front_128", 450)]
    [InlineData("mnist_28", 450)]
    [InlineData("sci_lowlight_320x240", 400)]
    [InlineData("espcn_x3_224", 400)]
    [InlineData("road_segmentation_adas_0001", 100)]
    [InlineData("nanodet_m_416", 100)]
    [InlineData("yolox_nano_416", 100)]
    public void A_damaged_model_is_planned_or_refused(string name, int cases)
    {
        byte[] bytes = File.ReadAllBytes(TestFiles.Asset($"models/{name}.onnx"));
        var mutator = new ModelMutator(bytes);
        MutationTrial sound = MutationTrial.Of(bytes);
        Assert.Null(sound.Refusal);
        int refused = 0;
        for (int seed = 0; seed < cases; seed++)
        {
            MutationTrial trial;
            try
            {
                trial = MutationTrial.Of(mutator.Mutate(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed} of {name} ends in {e.GetType().Name}: {e.Message}", e);
            }

            // A dimension that grew makes shapes and host arithmetic larger, but never by much.
            Assert.True(trial.Allocated < (4 * sound.Allocated) + (64 << 20), $"Seed {seed} of {name} allocated {trial.Allocated} bytes, the sound file {sound.Allocated}.");
            Assert.True(trial.Elapsed < TimeSpan.FromSeconds(30), $"Seed {seed} of {name} took {trial.Elapsed}.");
            Assert.NotEqual("", trial.Refusal);
            refused += trial.Refusal is null ? 0 : 1;
        }

        // The damage must matter, or nothing was tested; and part of it cannot (free text, weights).
        Assert.InRange(refused, cases / 10, cases - 1);
    }
}
