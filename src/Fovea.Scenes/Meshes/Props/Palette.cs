namespace Fovea.Scenes.Meshes.Props;

/// <summary>What props are made of.</summary>
internal static class Palette
{
    public static readonly Paint Glass = Paint.Fixed(0.10f, 0.13f, 0.16f, 0.08f, 0.25f);
    public static readonly Paint Rubber = Paint.Fixed(0.09f, 0.09f, 0.09f, 0.85f);
    public static readonly Paint DarkPlastic = Paint.Fixed(0.14f, 0.14f, 0.15f, 0.65f);
    public static readonly Paint Alloy = Paint.Fixed(0.72f, 0.73f, 0.75f, 0.3f, 0.9f);
    public static readonly Paint Steel = Paint.Fixed(0.52f, 0.54f, 0.56f, 0.45f, 0.8f);
    public static readonly Paint Galvanised = Paint.Fixed(0.60f, 0.62f, 0.63f, 0.55f, 0.5f);
    public static readonly Paint Plate = Paint.Fixed(0.93f, 0.93f, 0.90f, 0.5f);
    public static readonly Paint Wood = Paint.Fixed(0.55f, 0.37f, 0.22f, 0.75f);
    public static readonly Paint Concrete = Paint.Fixed(0.64f, 0.63f, 0.61f, 0.9f);
    public static readonly Paint Leather = Paint.Fixed(0.16f, 0.12f, 0.10f, 0.5f);

    /// <summary>A car's lacquer: takes the instance's colour.</summary>
    public static readonly Paint Lacquer = Paint.Tinted(1, 1, 1, 0.28f, 0.1f);

    /// <summary>A headlamp, shining or not.</summary>
    public static Paint Headlamp(bool isLit) => isLit ? Paint.Fixed(1, 0.97f, 0.88f, 0.2f, 0, 1) : Paint.Fixed(0.85f, 0.88f, 0.9f, 0.1f, 0.3f);

    /// <summary>A tail lamp, shining or not.</summary>
    public static Paint TailLamp(bool isLit) => isLit ? Paint.Fixed(1, 0.08f, 0.06f, 0.3f, 0, 0.8f) : Paint.Fixed(0.55f, 0.04f, 0.04f, 0.2f);
}
