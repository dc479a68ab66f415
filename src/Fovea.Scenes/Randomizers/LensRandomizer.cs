using System.Numerics;
using Fovea.Scenes.Components;
using Fovea.Scenes.Files;
using Fovea.Scenes.Samplers;

namespace Fovea.Scenes.Randomizers;

/// <summary>Varies what a camera's lens does: angle of view, distortion, exposure and depth of field.</summary>
public sealed class LensRandomizer : Randomizer
{
    private Sampler? _fieldOfView;
    private Sampler? _k1;
    private Sampler? _k2;
    private Sampler? _exposure;
    private Sampler? _aperture;
    private Sampler? _focus;

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        _fieldOfView = fields.Sampler("fieldOfView", "The vertical angle of view, degrees.");
        _k1 = fields.Sampler("distortionK1", "The first coefficient of Brown's radial distortion: below 0 a barrel, above a cushion.");
        _k2 = fields.Sampler("distortionK2", "The second coefficient.");
        _exposure = fields.Sampler("exposure", "Stops, a factor of 2 each, added to what the scene's brightness asks for.");
        _aperture = fields.Sampler("aperture", "The aperture's diameter, metres.");
        _focus = fields.Sampler("focusDistance", "Metres to what is sharp.");
    }

    /// <inheritdoc/>
    public override void Randomize()
    {
        foreach (CameraComponent camera in Targets<CameraComponent>(false))
        {
            camera.View = camera.View with
            {
                FieldOfView = Draw(_fieldOfView, "Lens.fieldOfView", camera.View.FieldOfView, 1, 170),
                Distortion = new Vector2(
                    Draw(_k1, "Lens.distortionK1", camera.View.Distortion.X, -10, 10), Draw(_k2, "Lens.distortionK2", camera.View.Distortion.Y, -10, 10)),
                Exposure = Draw(_exposure, "Lens.exposure", camera.View.Exposure, -20, 20),
                Aperture = Draw(_aperture, "Lens.aperture", camera.View.Aperture, 0, 1),
                FocusDistance = Draw(_focus, "Lens.focusDistance", camera.View.FocusDistance, 0.01, 1e6),
            };
        }
    }
}
