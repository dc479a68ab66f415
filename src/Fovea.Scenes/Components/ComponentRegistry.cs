using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Fovea.Scenes.Behaviours;
using Fovea.Scenes.Driving;
using Fovea.Scenes.Randomizers;

namespace Fovea.Scenes.Components;

/// <summary>The components of scene files by the name of their type, open to those of users: a further one is its file and one line.</summary>
public static class ComponentRegistry
{
    // Replaced as a whole, so that scenes may be loaded on other threads meanwhile.
    private static ImmutableSortedDictionary<string, (Func<Component> Make, string Meaning)> _all =
        ImmutableSortedDictionary.Create<string, (Func<Component> Make, string Meaning)>(StringComparer.Ordinal);

    static ComponentRegistry()
    {
        Add<PictureSourceComponent>("PictureSource", "A world that is a picture: photos, a video or a camera.");
        Add<VisionCameraComponent>("VisionCamera", "A network that watches what the scene shows. A scene may have several.");
        Add<MeshRendererComponent>("MeshRenderer", "Draws a mesh: one that is made by name, or a glTF file.");
        Add<LightComponent>("Light", "A lamp: light from a point, in all directions or in a cone.");
        Add<CameraComponent>("Camera", "Looks at the scene along its entity's -z and makes pictures.");
        Add<SkyComponent>("Sky", "Sun, sky, air and weather.");
        Add<LabelComponent>("Label", "Says what the entity, with all below it, is: its class in the labels.");
        Add<TransformRandomizer>("TransformRandomizer", "Moves, turns and scales its entity, from where the scene has it.");
        Add<ColorRandomizer>("ColorRandomizer", "Gives a random colour to the mesh, the lamp or the sky's background beside it.");
        Add<HueOffsetRandomizer>("HueOffsetRandomizer", "Turns the hue of a mesh's colours; how pale and how bright they are stays.");
        Add<MaterialRandomizer>("MaterialRandomizer", "Varies how a mesh takes light: from chalk to mirror, from plastic to metal.");
        Add<TextureRandomizer>("TextureRandomizer", "Paints a mesh with a pattern of two colours, or lays a picture of a folder on it.");
        Add<VisibilityRandomizer>("VisibilityRandomizer", "Has its entity be there in some episodes and not in others.");
        Add<SubstitutionRandomizer>("SubstitutionRandomizer", "Puts one of several meshes or prefabs in its entity's place.");
        Add<PhaseRandomizer>("PhaseRandomizer", "Has what moves in a course begin anywhere in it.");
        Add<ForegroundPlacementRandomizer>("ForegroundPlacementRandomizer", "Puts prefabs on level ground at random, so that none goes through another.");
        Add<BackgroundPlacementRandomizer>("BackgroundPlacementRandomizer", "A wall of shapes of any look behind everything, so that no background is like another.");
        Add<DistractorRandomizer>("DistractorRandomizer", "Shapes of any look without a label, beside labelled things or anywhere in view.");
        Add<SunRandomizer>("SunRandomizer", "Varies the sun: where it stands, how strong and how warm its light is.");
        Add<SkyRandomizer>("SkyRandomizer", "Varies clouds, air, rain, snow and wind, each by its number.");
        Add<WeatherRandomizer>("WeatherRandomizer", "Chooses the weather as a whole: what goes together.");
        Add<LightRandomizer>("LightRandomizer", "Varies lamps: how warm and strong their light is, and whether they are on.");
        Add<CameraRandomizer>("CameraRandomizer", "Varies a camera's pose: about a target, or from where it is.");
        Add<LensRandomizer>("LensRandomizer", "Varies a camera's angle of view, distortion, exposure and depth of field.");
        Add<SensorNoiseRandomizer>("SensorNoiseRandomizer", "Varies a camera's noise, dark corners and motion blur.");
        Add<Rotator>("Rotator", "Turns its entity about an axis.");
        Add<Oscillator>("Oscillator", "Moves and turns its entity to and fro.");
        Add<PathFollower>("PathFollower", "Takes its entity along a path.");
        Add<OrbitCamera>("OrbitCamera", "Goes around a target and keeps looking at it.");
        Add<TownComponent>("Town", "A procedural town with country roads around it, one of some.");
        Add<TrafficComponent>("Traffic", "Vehicles and people on the roads of the Town.");
        Add<EgoVehicleBehaviour>("EgoVehicle", "A car that drives itself through the traffic; mount cameras below it.");
        BuiltIn = Names;
    }

    /// <summary>Those that come with Fovea, whatever was added since.</summary>
    internal static IReadOnlyCollection<string> BuiltIn { get; }

    /// <summary>The names of all types, sorted.</summary>
    public static IReadOnlyCollection<string> Names => [.. _all.Keys];

    /// <summary>Adds a type of components, or replaces one.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="name">What files call it.</param>
    /// <param name="meaning">What it does, for the schema.</param>
    public static void Add<T>(string name, string meaning)
        where T : Component, new() => ImmutableInterlocked.Update(ref _all, all => all.SetItem(name, (static () => new T(), meaning)));

    /// <summary>Makes a component, with its fields as they are by default.</summary>
    /// <param name="name">What files call its type.</param>
    /// <returns>The component; null where there is no such type.</returns>
    public static Component? TryMake(string name) => _all.TryGetValue(name, out (Func<Component> Make, string Meaning) found) ? found.Make() : null;

    /// <summary>Whether there is a type of that name.</summary>
    internal static bool Has(string name) => _all.ContainsKey(name);

    /// <summary>What a type of components does.</summary>
    internal static string MeaningOf(string name) => _all[name].Meaning;

    /// <summary>Takes a type away.</summary>
    internal static void Remove(string name) => ImmutableInterlocked.Update(ref _all, all => all.Remove(name));
}
