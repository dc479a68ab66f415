using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies what is wrong with a camera's pictures: noise, dark corners and blur of what moves.</summary>
public sealed class SensorNoiseRandomizer : Randomizer
{
    private Sampler? _read;
    private Sampler? _shot;
    private Sampler? _vignetting;
    private Sampler? _shutter;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _read = fields.Sampler("readNoise", "The read noise's standard deviation, of 0 to 1 in linear light.");
        _shot = fields.Sampler("shotNoise", "The shot noise's standard deviation at full white.");
        _vignetting = fields.Sampler("vignetting", "How much darker the corners are, 0 to 1.");
        _shutter = fields.Sampler("shutter", "The share of a step for which the shutter is open, 0 to 1.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        foreach (CameraComponent camera in Targets<CameraComponent>(false))
        {
            camera.View = camera.View with
            {
                ReadNoise = Draw(_read, "SensorNoise.readNoise", camera.View.ReadNoise, 0, 1),
                ShotNoise = Draw(_shot, "SensorNoise.shotNoise", camera.View.ShotNoise, 0, 1),
                Vignetting = Draw(_vignetting, "SensorNoise.vignetting", camera.View.Vignetting, 0, 1),
                Shutter = Draw(_shutter, "SensorNoise.shutter", camera.View.Shutter, 0, 1),
            };
        }
    }
}
