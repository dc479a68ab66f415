using System.Numerics;
using Fovea.Scenes.Files;
using Fovea.Scenes.Rendering;

namespace Fovea.Scenes.Components;

/// <summary>Looks at the scene along its entity's -z. The numbers are those of <see cref="CameraView"/>.</summary>
public sealed class CameraComponent : Component
{
    /// <summary>The picture's width where nobody asks for another, pixels.</summary>
    public int Width { get; set; } = 640;

    /// <summary>The picture's height where nobody asks for another, pixels.</summary>
    public int Height { get; set; } = 360;

    /// <summary>How it makes its picture; the poses are those of its entity.</summary>
    public CameraView View { get; set; } = new();

    /// <inheritdoc/>
    public override void Visit(Fields fields)
    {
        Width = (int)fields.Whole("width", Width, "The picture's width, pixels, where nobody asks for another.", 1, 16384);
        Height = (int)fields.Whole("height", Height, "The picture's height, pixels.", 1, 16384);
        CameraView view = View;
        View = new CameraView
        {
            FieldOfView = (float)fields.Number("fieldOfView", view.FieldOfView, "The vertical angle of view, degrees.", 1, 170),
            Near = (float)fields.Number("near", view.Near, "Metres to the nearest thing that is drawn.", 0.0001),
            Far = (float)fields.Number("far", view.Far, "Metres to the farthest thing that is drawn.", 0.001),
            Distortion = fields.Pair("distortion", view.Distortion, "Radial distortion k1, k2 of Brown's model on normalised coordinates."),
            Exposure = (float)fields.Number("exposure", view.Exposure, "Stops, a factor of 2 each, added to what the scene's brightness asks for.", -20, 20),
            Vignetting = (float)fields.Number("vignetting", view.Vignetting, "How much darker the corners are.", 0, 1),
            Shutter = (float)fields.Number("shutter", view.Shutter, "The share of a step for which the shutter is open: motion blur.", 0, 1),
            Aperture = (float)fields.Number("aperture", view.Aperture, "The aperture's diameter, metres: depth of field.", 0, 1),
            FocusDistance = (float)fields.Number("focusDistance", view.FocusDistance, "Metres to what is sharp, where there is depth of field.", 0.01),
            ReadNoise = (float)fields.Number("readNoise", view.ReadNoise, "The read noise's standard deviation, of 0..1 in linear light.", 0, 1),
            ShotNoise = (float)fields.Number("shotNoise", view.ShotNoise, "The shot noise's standard deviation at full white.", 0, 1),
            AntiAliasing = fields.Choice("antiAliasing", view.AntiAliasing, "How edges are smoothed; labels never are."),
        };
        if (View.Far <= View.Near)
            throw fields.Error("far", "'far' is more than 'near'.");
    }
}
