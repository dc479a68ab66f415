using System;
using System.Numerics;
using Fovea.Scenes.Numerics;

namespace Fovea.Scenes.Rendering;

/// <summary>The light of sun, moon, sky and clouds for one environment, and the exposure that fits it.</summary>
/// <remarks>
/// White paper in the noon sun is about 1 bright. Exposure follows from the environment alone, never from an earlier picture; it makes
/// up for most of what light is lost, but not for all, so that dusk is darker than noon and night darker still.
/// </remarks>
internal sealed class SkyLight
{
    /// <summary>Texels along a side of <see cref="Clear"/> and <see cref="Soft"/>.</summary>
    public const int Size = 64;

    private const int Rows = 24, Columns = 16;
    private const float SunOutside = 1.25f, MoonShare = 0.006f;
    private readonly Vector3[] _table = new Vector3[Rows * Columns];
    private RenderEnvironment? _environment;
    private Vector2 _sunAzimuth;
    private bool _overcast;

    /// <summary>The sky without clouds, on the square of <see cref="Direction"/>: four halves a texel.</summary>
    public Half[] Clear { get; } = new Half[4 * Size * Size];

    /// <summary>The same with the clouds' average.</summary>
    public Half[] Soft { get; } = new Half[4 * Size * Size];

    /// <summary>Towards the sun, or at night the moon.</summary>
    public Vector3 ToSun { get; private set; }

    /// <summary>How bright it makes white paper that faces it.</summary>
    public Vector3 Sun { get; private set; }

    /// <summary>How bright its disc is.</summary>
    public Vector3 Disc { get; private set; }

    /// <summary>Whether it is the moon.</summary>
    public bool IsNight { get; private set; }

    /// <summary>The brightness of white paper in the sky's light: a constant, and what the normal's x, y and z add.</summary>
    public Vector3[] Ambient { get; } = new Vector3[4];

    /// <summary>The ground's brightness.</summary>
    public Vector3 Ground { get; private set; }

    /// <summary>The brightness of clouds in the shade.</summary>
    public Vector3 CloudShade { get; private set; }

    /// <summary>Air's colour near the horizon away from the sun.</summary>
    public Vector3 Away { get; private set; }

    /// <summary>Air's colour near the horizon in the sun's direction.</summary>
    public Vector3 Toward { get; private set; }

    /// <summary>What brightness is multiplied by before it is made a colour.</summary>
    public float Exposure { get; private set; }

    /// <summary>Computes all of it, unless the environment's sun and sky are those of the last call.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Update(RenderEnvironment environment)
    {
        if (_environment is { } last && Same(last, environment))
            return false;
        _environment = environment;
        float sky = environment.SkyIntensity, cover = Math.Clamp(environment.Clouds, 0, 1);
        float elevation = environment.SunElevation;
        IsNight = elevation < -5;
        Vector3 sun = DirectionOf(elevation, environment.SunAzimuth), moon = DirectionOf(38, environment.SunAzimuth + 150);
        float moonlight = MoonShare * Smooth(-4, -12, elevation);
        ToSun = IsNight ? moon : DirectionOf(MathF.Max(elevation, 1.5f), environment.SunAzimuth);

        Vector3 outside = new Vector3(SunOutside) * environment.SunIntensity;
        Vector3 through = Atmosphere.Transmittance(MathF.Max(sun.Y, 0)) * Smooth(-1.5f, 1.5f, elevation);
        if (environment.SunTemperature is { } kelvin)
            through = ColorTemperature.Linear(kelvin) * (Luminance(through) / Luminance(ColorTemperature.Linear(kelvin)));
        Vector3 direct = IsNight ? new Vector3(0.75f, 0.87f, 1) * (SunOutside * moonlight * environment.SunIntensity) : outside * through;
        Fill(sun, outside * sky, new Vector3(0.75f, 0.87f, 1) * (moonlight * SunOutside * sky), moon.Y);

        // Clouds take the sun's light and give it to the sky.
        float veil = Smooth(0.55f, 1, cover);
        Vector3 incoming = (direct * MathF.Max(ToSun.Y, 0.05f)) + (Average(0) * 0.5f);
        CloudShade = ((incoming * 0.42f) + (Average(0) * 0.35f)) * (1 - (0.45f * veil));
        Sun = direct * (1 - (0.985f * veil));
        ToSunOrZenith(veil);
        Disc = direct * ((1 - veil) * (IsNight ? 60 : 900));
        WriteMaps(cover, veil);
        Gather(cover, veil);
        if (_overcast)
        {
            // What that light gives is not given twice.
            Ambient[0] -= Sun * 0.35f;
            Ambient[2] -= Sun * 0.35f;
        }

        float light = Luminance(Paper(Vector3.UnitY) + (Sun * MathF.Max(ToSun.Y, 0.15f)));
        Ground = (Paper(Vector3.UnitY) + (Sun * MathF.Max(ToSun.Y, 0))) * new Vector3(0.2f, 0.19f, 0.17f);

        // In the shade the sky's blue is mixed with light that walls and ground have scattered.
        for (int i = 0; i < Ambient.Length; i++)
            Ambient[i] = Vector3.Lerp(Ambient[i], new Vector3(Luminance(Ambient[i])), 0.3f);
        Ambient[0] += Ground * 0.4f;
        Ambient[2] -= Ground * 0.25f;
        Exposure = 1.15f / MathF.Pow(MathF.Max(light, 0.0015f), IsNight ? 0.72f : 0.82f);
        return true;
    }

    // Under clouds light comes from all of the sky, most from overhead: a part of it is drawn as a light there, so that it throws shadows under
    // cars and trees, as it does outdoors.
    private void ToSunOrZenith(float veil)
    {
        _overcast = veil > 0.5f;
        if (!_overcast)
            return;
        ToSun = Vector3.Normalize(new Vector3(0.12f, 1, 0.09f));
        Sun = CloudShade * 0.7f;
    }

    /// <summary>The direction of a texel: the upper hemisphere as half an octahedron, turned to fill a square.</summary>
    public static Vector3 Direction(float u, float v)
    {
        float a = (2 * u) - 1, b = (2 * v) - 1, x = 0.5f * (a + b), z = 0.5f * (a - b);
        return Vector3.Normalize(new Vector3(x, 1 - MathF.Abs(x) - MathF.Abs(z), z));
    }

    private static bool Same(RenderEnvironment a, RenderEnvironment b) =>
        ReferenceEquals(a, b) || (a.SunElevation == b.SunElevation && a.SunAzimuth == b.SunAzimuth && a.SunIntensity == b.SunIntensity
            && a.SunTemperature == b.SunTemperature && a.SkyIntensity == b.SkyIntensity && a.Clouds == b.Clouds && a.CloudSeed == b.CloudSeed);

    private static Vector3 DirectionOf(float elevation, float azimuth)
    {
        (float sinE, float cosE) = MathF.SinCos(elevation * (MathF.PI / 180));
        (float sinA, float cosA) = MathF.SinCos(azimuth * (MathF.PI / 180));
        return new Vector3(cosE * sinA, sinE, -cosE * cosA);
    }

    private static float Smooth(float from, float to, float x)
    {
        float t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static float Luminance(Vector3 c) => Vector3.Dot(c, new Vector3(0.2126f, 0.7152f, 0.0722f));

    // The table's rows are sines of the height, denser at the horizon; its columns angles from the sun's azimuth, 0 to half a turn.
    private static float RowSine(int row)
    {
        float t = row / (Rows - 1f);
        return t * t;
    }

    private void Fill(Vector3 sun, Vector3 sunlight, Vector3 moonlight, float moonSine)
    {
        float sunCosine = MathF.Sqrt(MathF.Max(0, 1 - (sun.Y * sun.Y)));
        for (int row = 0; row < Rows; row++)
        {
            float sine = RowSine(row), cosine = MathF.Sqrt(1 - (sine * sine));

            // The moon's scattering is drawn without its place: it is weak.
            Vector3 night = (Atmosphere.Radiance(sine, moonSine, 0.3f) * moonlight) + (new Vector3(0.35f, 0.55f, 1) * (0.0003f + (0.0003f * (1 - sine))));
            for (int column = 0; column < Columns; column++)
            {
                float angle = MathF.PI * column / (Columns - 1);
                _table[(row * Columns) + column] = night
                    + (Atmosphere.Radiance(sine, sun.Y, (sine * sun.Y) + (cosine * sunCosine * MathF.Cos(angle))) * sunlight);
            }
        }

        _sunAzimuth = new Vector2(sun.X, sun.Z);
        _sunAzimuth /= MathF.Max(_sunAzimuth.Length(), 1e-6f);
    }

    private Vector3 ClearSky(Vector3 direction)
    {
        float flat = MathF.Sqrt(MathF.Max((direction.X * direction.X) + (direction.Z * direction.Z), 1e-12f));
        float cosine = Math.Clamp(((direction.X * _sunAzimuth.X) + (direction.Z * _sunAzimuth.Y)) / flat, -1, 1);
        float column = MathF.Acos(cosine) / MathF.PI * (Columns - 1), row = MathF.Sqrt(MathF.Max(direction.Y, 0)) * (Rows - 1);
        int c = Math.Min((int)column, Columns - 2), r = Math.Min((int)row, Rows - 2), at = (r * Columns) + c;
        float fc = column - c, fr = row - r;
        return Vector3.Lerp(Vector3.Lerp(_table[at], _table[at + 1], fc), Vector3.Lerp(_table[at + Columns], _table[at + Columns + 1], fc), fr);
    }

    private Vector3 Average(int fromRow)
    {
        Vector3 sum = Vector3.Zero;
        float weight = 0;
        for (int row = fromRow; row < Rows; row++)
        {
            float w = RowSine(row) - RowSine(Math.Max(row - 1, 0)) + 1e-4f;
            for (int column = 0; column < Columns; column++)
                sum += _table[(row * Columns) + column] * w;
            weight += w * Columns;
        }

        return sum / weight;
    }

    // An overcast sky is a third as bright at the horizon as overhead (CIE standard overcast sky).
    private Vector3 SoftSky(Vector3 direction, float cover, float veil)
    {
        Vector3 cloud = CloudShade * (1.5f - (0.5f * veil)) * (1 - (veil * 0.45f * (1 - direction.Y)));
        return Vector3.Lerp(ClearSky(direction), cloud, Smooth(0, 1, cover) * (0.75f + (0.25f * veil)));
    }

    private void WriteMaps(float cover, float veil)
    {
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                Vector3 direction = Direction((x + 0.5f) / Size, (y + 0.5f) / Size);
                int at = 4 * ((y * Size) + x);
                Write(Clear, at, ClearSky(direction));
                Write(Soft, at, SoftSky(direction, cover, veil));
            }
        }
    }

    private static void Write(Half[] map, int at, Vector3 c) => (map[at], map[at + 1], map[at + 2], map[at + 3]) = ((Half)c.X, (Half)c.Y, (Half)c.Z, (Half)1f);

    // The light that comes to a surface, as constant and linear parts of the spherical harmonics (Ramamoorthi and Hanrahan, An Efficient
    // Representation for Irradiance Environment Maps, 2001); ground light is added from below.
    private void Gather(float cover, float veil)
    {
        Array.Clear(Ambient);
        const int Rings = 8, Sectors = 16;
        Vector3 away = Vector3.Zero, toward = Vector3.Zero;
        for (int i = 0; i < Rings; i++)
        {
            float y = (i + 0.5f) / Rings, r = MathF.Sqrt(1 - (y * y));
            for (int j = 0; j < Sectors; j++)
            {
                (float s, float c) = MathF.SinCos(2 * MathF.PI * (j + 0.5f) / Sectors);
                var d = new Vector3(r * c, y, r * s);
                Vector3 light = SoftSky(d, cover, veil) * (1f / (Rings * Sectors));

                // Half of all directions are above: a constant sky makes 1/2 + y/2.
                Ambient[0] += light * 0.5f;
                Ambient[1] += light * d.X;
                Ambient[2] += light * d.Y;
                Ambient[3] += light * d.Z;
            }
        }

        for (int j = 0; j < Sectors; j++)
        {
            (float s, float c) = MathF.SinCos(2 * MathF.PI * (j + 0.5f) / Sectors);
            Vector3 light = SoftSky(new Vector3(c * 0.995f, 0.1f, s * 0.995f), cover, veil);
            float share = 0.5f + (0.5f * ((c * ToSun.X) + (s * ToSun.Z)));
            toward += light * (share * share * (8f / (3 * Sectors)));
            away += light * ((1 - share) * (2f / Sectors));
        }

        (Away, Toward) = (away, toward);
    }

    private Vector3 Paper(Vector3 normal) => Ambient[0] + (Ambient[1] * normal.X) + (Ambient[2] * normal.Y) + (Ambient[3] * normal.Z);
}
