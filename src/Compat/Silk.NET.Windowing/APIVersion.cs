namespace Silk.NET.Windowing;

public struct APIVersion
{
    public APIVersion(int majorVersion, int minorVersion)
    {
        MajorVersion = majorVersion;
        MinorVersion = minorVersion;
    }

    public int MajorVersion { get; set; }

    public int MinorVersion { get; set; }
}
