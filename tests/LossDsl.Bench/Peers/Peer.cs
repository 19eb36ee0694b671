using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The process of a contender. It exits at the end of its standard input, and so with this process.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly PeerConnection _conversation;

    private Peer(string name, Process process)
    {
        (Name, _process) = (name, process);
        _conversation = new PeerConnection(process.StandardInput, process.StandardOutput);
        // Standard error is read, since a full pipe would block the peer, but not shown among our own output.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>The contender's name.</summary>
    public string Name { get; }

    /// <summary>The facts that the peer reported when it started.</summary>
    public JsonObject Greeting { get; private set; } = [];

    /// <summary>Starts a process and waits until it is ready.</summary>
    /// <param name="name">The contender's name.</param>
    /// <param name="start">How to start the process.</param>
    /// <exception cref="PeerException">The peer reports that it cannot take part.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program does not exist.</exception>
    public static Peer Start(string name, ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var peer = new Peer(name, Process.Start(start)!);
        try
        {
            peer.Greeting = peer._conversation.ReadResponse();
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Creates the tensors of a case in the peer.</summary>
    public void Prepare(BenchCase known) => Ask("prepare", ("case", known.Name), ("with", known.Peer.DeepClone()));

    /// <summary>Frees the tensors of the case.</summary>
    public void Forget() => Ask("forget");

    public void SetThreads(int threads) => Ask("threads", ("count", threads));

    /// <summary>Runs a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isCold">Whether to measure memory as well.</param>
    /// <param name="times">The number of repetitions; the measured time is their mean.</param>
    public Measurement Run(string task, bool isCold, int times = 1)
    {
        var answer = Ask("run", ("task", task), ("peak", isCold), ("times", times));
        return new Measurement((double)answer["ms"]!, (long?)answer["peak"]);
    }

    /// <summary>The results of a task, each as a flat list of numbers.</summary>
    /// <param name="task">The task.</param>
    public double[][] Results(string task) =>
        [.. Ask("results", ("task", task))["results"]!.AsArray().Select(result => result!.AsArray().Select(number => (double)number!).ToArray())];

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Dispose();
        if (!_process.WaitForExit(Patience))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private JsonObject Ask(string what, params (string Name, JsonNode? Value)[] with)
    {
        var request = new JsonObject { ["do"] = what };
        foreach (var (name, value) in with)
            request[name] = value;
        return _conversation.SendRequest(request);
    }
}
