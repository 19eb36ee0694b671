using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using LossDsl.Bench;

namespace LossDsl.Bench.Tests;

public sealed class PeerTests
{
    [Fact]
    public void A_request_is_a_line_and_so_is_its_answer()
    {
        var requests = new StringWriter();
        var conversation = new PeerConnection(requests, new StringReader("{\"ms\": 1.5}\n{\"ok\": true}\n"));

        Assert.Equal(1.5, (double)conversation.SendRequest(new JsonObject { ["do"] = "run", ["task"] = "a\nb" })["ms"]!);
        Assert.True((bool)conversation.SendRequest(new JsonObject { ["do"] = "forget" })["ok"]!);
        Assert.Equal("{\"do\":\"run\",\"task\":\"a\\nb\"}\n{\"do\":\"forget\"}\n", requests.ToString());
    }

    [Theory]
    [InlineData("", "it has ended")]
    [InlineData("{\"error\": \"MemoryError:\\nno more\"}\n", "MemoryError:; no more")]
    [InlineData("Traceback\n", "it said 'Traceback'")]
    [InlineData("[1]\n", "it said '[1]'")]
    public void What_goes_wrong_is_said_in_a_line(string answers, string message)
    {
        var conversation = new PeerConnection(new StringWriter(), new StringReader(answers));

        Assert.Equal(message, Assert.Throws<PeerException>(() => conversation.SendRequest([])).Message);
    }

    [Fact]
    public void A_process_is_asked_and_ends_with_us()
    {
        var peer = Peer.Start("fake", Bash(
            """
            echo '{"torch": "9"}'
            while read -r line; do
              case $line in
                *results*) echo '{"results": [[1, 2], [3]]}' ;;
                *'"peak":true'*) echo "{\"ms\": 2.5, \"peak\": $$}" ;;
                *) echo '{"ms": 2, "peak": null}' ;;
              esac
            done
            """));
        Assert.Equal("9", (string)peer.Greeting["torch"]!);
        Assert.Equal([[1, 2], [3]], peer.Results("forward"));
        Assert.Equal(new Measurement(2, null), peer.Run("forward", isCold: false));
        var cold = peer.Run("forward", isCold: true);
        Assert.Equal(2.5, cold.Milliseconds);

        using var process = Process.GetProcessById((int)cold.PeakExtraBytes!.Value);
        peer.Dispose();
        Assert.True(process.WaitForExit(5000));
    }

    [Fact]
    public void A_process_that_does_not_end_by_itself_is_ended()
    {
        var peer = Peer.Start("deaf", Bash("echo \"{\\\"pid\\\": $$}\"; while true; do sleep 1; done"));
        using var process = Process.GetProcessById((int)peer.Greeting["pid"]!);

        peer.Dispose();

        Assert.True(process.WaitForExit(5000));
    }

    [Fact]
    public void A_process_that_dies_is_a_contender_that_is_gone()
    {
        using var peer = Peer.Start("mortal", Bash("echo '{}'; read -r line"));
        var contender = Contender.FromPeer(peer, "forward", resultBytes: 0);

        contender.Measure(TimeSpan.Zero);
        contender.Measure(TimeSpan.Zero);

        Assert.Equal("it has ended", contender.FailureReason);
        Assert.Null(contender.GetTiming());
    }

    [Fact]
    public void Results_are_not_extra_memory()
    {
        using var peer = Peer.Start("fake", Bash("echo '{}'; while read -r line; do echo '{\"ms\": 1, \"peak\": 1000}'; done"));
        var contender = Contender.FromPeer(peer, "forward", resultBytes: 300);

        contender.Measure(TimeSpan.Zero);

        Assert.Equal(700, contender.GetTiming()!.PeakExtraBytes);
    }

    [Fact]
    public void Without_Python_nobody_takes_part()
    {
        Assert.Throws<Win32Exception>(() => Peer.Start("none", new ProcessStartInfo("/nowhere/python3")));
        Assert.Empty(PythonPeers.Start("/nowhere/python3"));
        Assert.Contains("./lossdsl bench --python", PythonPeers.NotInstalledMessage);
    }

    [Fact]
    public void What_does_not_greet_does_not_take_part() => Assert.Empty(PythonPeers.Start("/bin/false"));

    [Fact]
    public void A_Python_without_torch_says_so() => Assert.Equal(
        "No module named 'torch'",
        Assert.Throws<PeerException>(() => Peer.Start("bare", Bash("""echo '{"error": "No module named '"'torch'"'"}'"""))).Message);

    private static ProcessStartInfo Bash(string script) => new("/bin/bash") { ArgumentList = { "-c", script } };
}
