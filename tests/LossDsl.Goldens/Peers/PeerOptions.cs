using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>The options of another library. Null and absent are equivalent.</summary>
/// <param name="node">The node of the options.</param>
internal sealed class PeerOptions(GoldenNode node)
{
    /// <summary>A number; null if absent.</summary>
    public double? Number(string name) => node.Find(name)?.Number();

    /// <summary>A number with a default.</summary>
    public double Number(string name, double byDefault) => Number(name) ?? byDefault;

    /// <summary>A flag; the default if absent.</summary>
    public bool Flag(string name, bool byDefault = false) => node.Find(name)?.Bool() ?? byDefault;

    /// <summary>A string; null if absent.</summary>
    public string? Text(string name) => node.Find(name)?.String();

    /// <summary>A number or string as written; null if absent.</summary>
    public string? Raw(string name) => node.Find(name)?.Text.Trim('"');

    /// <summary>A section; null if absent.</summary>
    public PeerOptions? Section(string name) => node.Find(name) is { } section ? new PeerOptions(section) : null;

    /// <summary>A list of sections.</summary>
    public PeerOptions[] Sections(string name) => node.Find(name) is { } list ? [.. list.List().Select(entry => new PeerOptions(entry))] : [];

    /// <summary>A list of strings; null if absent.</summary>
    public string[]? StringCollectives(string name) => node.Find(name) is { } list ? [.. list.List().Select(entry => entry.String())] : null;

    /// <summary>A list of numbers.</summary>
    public double[]? Numbers(string name) => node.Find(name)?.Numbers();

    /// <summary>A list of ranges, each given by begin and end.</summary>
    public IEnumerable<long[]> Ranges(string name) =>
        node.Find(name) is { } list ? list.List().Select(range => Array.ConvertAll(range.Numbers(), end => (long)end)) : [];
}
