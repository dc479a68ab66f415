using System.Text.Json.Serialization;

namespace Fovea.Scenes;

/// <summary>One aspect of an entity. A further kind is a class and one line here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(PictureSourceComponent), "PictureSource")]
[JsonDerivedType(typeof(VisionCamera), "VisionCamera")]
public abstract record Component;
