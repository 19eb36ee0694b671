using System.ComponentModel;
using System.Diagnostics;

namespace LossDsl.Bench;

/// <summary>Eager PyTorch in Python, in two processes: with the default allocator and with a tuned one.</summary>
internal static class PythonPeers
{
    /// <summary>Debian's Python, which the package <c>python3-torch</c> is for. Its libtorch is older than ours.</summary>
    public const string Program = "/usr/bin/python3";

    private const string Script = "peer.py";

    /// <summary>The note in the report if Python or its torch is missing.</summary>
    public const string NotInstalledMessage =
        "Python's PyTorch is not here, so it is not compared; `./lossdsl bench --python` installs it (Debian's python3-torch)";

    /// <summary>Starts both processes; none if Python or its torch is missing.</summary>
    /// <param name="program">The Python interpreter.</param>
    public static IReadOnlyList<Peer> Start(string program = Program)
    {
        var peers = new List<Peer>();
        try
        {
            peers.Add(Peer.Start(ContenderNames.Python, Python(program)));
            peers.Add(Peer.Start(ContenderNames.PythonTuned, TunedAllocator.Configure(Python(program))));
            return peers;
        }
        catch (Exception error) when (error is Win32Exception or PeerException)
        {
            foreach (var peer in peers)
                peer.Dispose();
            return [];
        }
    }

    // Isolated from the current folder and from environment variables, so that the installed torch is measured.
    private static ProcessStartInfo Python(string program) => new(program) { ArgumentList = { "-I", "-c", Source() } };

    private static string Source()
    {
        using var stream = typeof(PythonPeers).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
