using System.ComponentModel;
using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>Eager PyTorch in Python, twice: with the allocator as it is, and as one who knows would set it.</summary>
internal static class PythonPeers
{
    /// <summary>Debian's Python: <c>python3-torch</c> is for this one, and has the libtorch that we link.</summary>
    public const string Program = "/usr/bin/python3";

    private const string Script = "peer.py";

    // By default a large block is mapped anew each time, page by page; so are pages at the top that were given back.
    private static readonly (string Name, string Value)[] Tuned =
    [
        ("MALLOC_MMAP_MAX_", "0"), ("MALLOC_TRIM_THRESHOLD_", "1099511627776"), ("MALLOC_TOP_PAD_", "67108864"),
    ];

    /// <summary>What is said where they are missing.</summary>
    public const string Absent =
        "Python's PyTorch is not here, so it is not compared; `./lossdsl bench --python` installs it (Debian's python3-torch)";

    /// <summary>Starts both; none where Python or its torch is missing.</summary>
    /// <param name="program">The Python.</param>
    public static IReadOnlyList<Peer> Start(string program = Program)
    {
        var peers = new List<Peer>();
        try
        {
            peers.Add(Peer.Start(Names.Python, Python(program, [])));
            peers.Add(Peer.Start(Names.PythonTuned, Python(program, Tuned)));
            return peers;
        }
        catch (Exception error) when (error is Win32Exception or PeerException)
        {
            foreach (var peer in peers)
                peer.Dispose();
            return [];
        }
    }

    private static ProcessStartInfo Python(string program, (string Name, string Value)[] environment)
    {
        // Isolated from the folder and the variables of whoever starts us: the measured torch is the installed one.
        var start = new ProcessStartInfo(program) { ArgumentList = { "-I", "-c", Source() } };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static string Source()
    {
        using var stream = typeof(PythonPeers).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
