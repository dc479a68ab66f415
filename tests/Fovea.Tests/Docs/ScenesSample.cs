using System;
using Fovea.Scenes.Behaviours;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Randomizers;
using Fovea.Scenes.Samplers;
using Fovea.Scenes.Worlds;

namespace Fovea.Tests.Docs;

// What docs/scenes.md shows is what stands between the two lines below; a test compares them.
// sample

/// <summary>Switches the lamp beside it on and off.</summary>
public sealed class Blinker : Behaviour, IAnimated
{
    private LightComponent _light = null!;
    private double _time;

    public double Period { get; set; } = 1;

    public double Phase { get; set; }

    public override void Visit(Fields fields)
    {
        Period = fields.Number("period", Period, "Seconds from one time that it goes on to the next.", least: 0.01);
        Phase = fields.Number("phase", Phase, "Which part of the period it is ahead.", 0, 1);
    }

    public override void Start() => _light = Entity.Get<LightComponent>(nameof(Blinker));

    public override void Update(float dt)
    {
        _time += dt;
        double periods = (_time / Period) + Phase;
        _light.IsOn = periods - Math.Floor(periods) < 0.5;
    }
}

/// <summary>Draws how fast the blinker beside it blinks.</summary>
public sealed class BlinkRandomizer : Randomizer
{
    private Sampler? _period;

    public override void Visit(Fields fields) => _period = fields.Sampler("period", "Seconds from one time that it goes on to the next.");

    public override void Randomize()
    {
        foreach (Blinker blinker in Targets<Blinker>(below: false))
            blinker.Period = Math.Max(0.01, Draw(_period, "Blink.period", blinker.Period));
    }
}

public static class LampParts
{
    /// <summary>Makes both known to scene files. Call it before the first scene is loaded.</summary>
    public static void Register()
    {
        ComponentRegistry.Add<Blinker>("Blinker", "Switches the lamp beside it on and off.");
        ComponentRegistry.Add<BlinkRandomizer>("BlinkRandomizer", "Draws how fast the blinker beside it blinks.");
    }
}

// end of sample
