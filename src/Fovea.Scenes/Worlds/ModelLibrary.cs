using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using Fovea.Capture;
using Fovea.Scenes.Gltf;
using Fovea.Scenes.Meshes;
using Fovea.Scenes.Meshes.Catalog;

namespace Fovea.Scenes.Worlds;

/// <summary>The models and textures of a scene: each is made or loaded once, however many entities show it.</summary>
public sealed class ModelLibrary
{
    private readonly Scene _scene;
    private readonly ConcurrentDictionary<string, Model> _files = new();
    private readonly ConcurrentDictionary<string, TextureData> _textures = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _folders = new();

    /// <summary>A library for a scene.</summary>
    /// <param name="scene">Where its paths start.</param>
    public ModelLibrary(Scene scene) => _scene = scene;

    /// <summary>Finds a model.</summary>
    /// <param name="mesh">A name of <see cref="ModelCatalog"/>, or the path of a .gltf or .glb file.</param>
    /// <param name="parameters">For a name: size and shape.</param>
    /// <exception cref="SceneException">There is no such model, or it cannot be loaded.</exception>
    public Model Find(string mesh, IReadOnlyDictionary<string, object> parameters)
    {
        if (!IsFile(mesh))
            return ModelCatalog.Make(mesh, parameters);
        return parameters.Count == 0
            ? _files.GetOrAdd(mesh, LoadFile)
            : throw new SceneException($"'{mesh}' is a file, which takes no parameters; they are for meshes that are made by name.");
    }

    /// <summary>Makes sure that a model that a component names can be made or loaded.</summary>
    /// <exception cref="SceneException">It cannot, as the component's error tells it.</exception>
    internal void Check(string mesh, IReadOnlyDictionary<string, object> parameters, Func<string, SceneException> error) => Told(error, () =>
    {
        if (!IsFile(mesh))
            ModelCatalog.Check(mesh, parameters);
        else
            Find(mesh, parameters);
    });

    /// <summary>Makes sure that a texture that a component names can be loaded.</summary>
    /// <exception cref="SceneException">It cannot, as the component's error tells it.</exception>
    internal void CheckTexture(string path, Func<string, SceneException> error) => Told(error, () => FindTexture(path));

    /// <summary>Loads a texture of colours.</summary>
    /// <param name="path">A path as in the rest of the scene.</param>
    /// <exception cref="SceneException">It is no picture.</exception>
    public TextureData FindTexture(string path) => _textures.GetOrAdd(path, LoadTexture);

    /// <summary>The pictures of a folder as paths for <see cref="FindTexture"/>, sorted by their characters' numbers.</summary>
    /// <param name="folder">A path as in the rest of the scene.</param>
    /// <exception cref="SceneException">There is no such folder, or no picture in it.</exception>
    public IReadOnlyList<string> PicturesIn(string folder) => _folders.GetOrAdd(folder, f => PictureFolder.List(_scene, f));

    /// <summary>Whether a mesh is a file rather than a name.</summary>
    internal static bool IsFile(string mesh) =>
        mesh.EndsWith(".gltf", StringComparison.OrdinalIgnoreCase) || mesh.EndsWith(".glb", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes sure that the pictures of a folder that a component names can be loaded, as far as their beginnings tell.</summary>
    /// <exception cref="SceneException">They cannot, as the component's error tells it.</exception>
    internal void CheckPictures(string folder, Func<string, SceneException> error) => Told(error, () => PictureFolder.Check(_scene, folder));

    private static void Told(Func<string, SceneException> error, Action check)
    {
        try
        {
            check();
        }
        catch (SceneException e)
        {
            throw error(e.Message);
        }
    }

    private Model LoadFile(string path)
    {
        string file = ScenePaths.Resolve(_scene, path);
        _scene.Sources.Add(path, file);
        return GltfFile.Load(file, (uri, beside) => _scene.Sources.Add($"{path}: {uri}", beside));
    }

    private TextureData LoadTexture(string path)
    {
        string file = ScenePaths.Resolve(_scene, path);
        _scene.Sources.Add(path, file);
        if (!File.Exists(file))
            throw new SceneException($"The texture '{path}' is not there: no file {file}.");
        try
        {
            Picture picture = Picture.Load(file);
            return new TextureData(path, picture.Width, picture.Height, picture.Rgba.ToArray(), isColor: true);
        }
        catch (PictureException e)
        {
            throw new SceneException($"The texture '{path}' is no picture to use: {e.Message}", e);
        }
    }
}
