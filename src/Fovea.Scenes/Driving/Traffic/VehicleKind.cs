namespace Fovea.Scenes.Driving.Traffic;

/// <summary>How large a kind of vehicle is and how it is driven.</summary>
/// <param name="Name">The class of its label.</param>
/// <param name="Length">Metres.</param>
/// <param name="Width">Metres.</param>
/// <param name="Height">Metres.</param>
/// <param name="TopSpeed">Metres a second, whatever is allowed.</param>
/// <param name="Acceleration">The greatest that its driver asks for, metres a second squared.</param>
/// <param name="RightOffset">How far right of the lane's middle it drives, metres.</param>
internal sealed record VehicleKind(string Name, double Length, double Width, double Height, double TopSpeed, double Acceleration, double RightOffset = 0)
{
    /// <summary>The share of its length before the point that is led along the lane, and behind the one that follows.</summary>
    public const double Overhang = 0.06;

    public static readonly VehicleKind Hatchback = new("car", 4.05, 1.8, 1.47, 30, 1.6);
    public static readonly VehicleKind Saloon = new("car", 4.72, 1.85, 1.45, 30, 1.7);
    public static readonly VehicleKind Van = new("car", 4.95, 2.0, 1.97, 28, 1.3);
    public static readonly VehicleKind Pickup = new("car", 5.30, 1.95, 1.80, 28, 1.4);
    public static readonly VehicleKind Truck = new("truck", 8.3, 2.5, 3.5, 20, 0.9);
    public static readonly VehicleKind Bus = new("bus", 11.5, 2.55, 3.05, 16, 0.9);
    public static readonly VehicleKind Motorcycle = new("motorcycle", 2.1, 0.8, 1.6, 30, 2.2, 0.2);
    public static readonly VehicleKind Bicycle = new("bicycle", 1.75, 0.6, 1.7, 5.2, 0.8, 0.95);
}
