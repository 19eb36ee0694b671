using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>A contender's process. It ends when its standard input does, hence with this one, however that ends.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly PeerConnection _conversation;

    private Peer(string name, Process process)
    {
        (Name, _process) = (name, process);
        _conversation = new PeerConnection(process.StandardInput, process.StandardOutput);
        // What it complains of would stand in the middle of ours, and unread it would block.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Who it is among the contenders.</summary>
    public string Name { get; }

    /// <summary>What it said of itself when it started.</summary>
    public JsonObject Greeting { get; private set; } = [];

    /// <summary>Starts a process and waits until it says that it is ready.</summary>
    /// <param name="name">Who it is.</param>
    /// <param name="start">How to start it.</param>
    /// <exception cref="PeerException">It says why it cannot take part.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
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

    /// <summary>Makes the tensors of a case.</summary>
    public void Prepare(BenchCase known) => Ask("prepare", ("case", known.Name), ("with", known.Peer.DeepClone()));

    /// <summary>Frees them.</summary>
    public void Forget() => Ask("forget");

    /// <summary>Sets its number of threads.</summary>
    public void SetThreads(int threads) => Ask("threads", ("count", threads));

    /// <summary>Runs a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="isCold">Whether to measure memory, too.</param>
    /// <param name="times">How often; the time is the mean.</param>
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
