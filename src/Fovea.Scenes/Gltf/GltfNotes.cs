using System.Collections.Generic;

namespace Fovea.Scenes.Gltf;

/// <summary>What a file has that is drawn otherwise or not at all; each thing once.</summary>
internal sealed class GltfNotes
{
    private readonly string _file;
    private readonly ICollection<string>? _notes;

    public GltfNotes(string file, ICollection<string>? notes) => (_file, _notes) = (file, notes);

    public void Add(string note)
    {
        note = $"{_file}, {note}";
        if (_notes is not null && !_notes.Contains(note))
            _notes.Add(note);
    }
}
