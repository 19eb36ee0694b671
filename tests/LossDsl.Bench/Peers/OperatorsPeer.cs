using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>TorchSharp's operators in a separate process, which is this program with a tuned allocator.</summary>
internal static class OperatorsPeer
{
    /// <summary>The argument that runs this program as a peer.</summary>
    public const string Verb = "peer";

    public static Peer Start() => Peer.Start(
        ContenderNames.OperatorsTuned,
        TunedAllocator.Configure(new ProcessStartInfo("dotnet") { ArgumentList = { "exec", typeof(OperatorsPeer).Assembly.Location, Verb } }));

    /// <summary>Answers requests, one JSON object per line, until the end of input.</summary>
    /// <param name="requests">Standard input.</param>
    /// <param name="answers">Standard output.</param>
    public static int Run(TextReader requests, TextWriter answers)
    {
        PreparedCase? prepared = null;
        Say([]);
        while (requests.ReadLine() is { } line)
        {
            try
            {
                Say(Answer(JsonNode.Parse(line)!.AsObject(), ref prepared));
            }
            catch (Exception error)
            {
                Say(new JsonObject { ["error"] = error.Message });
            }
        }

        prepared?.Dispose();
        return 0;

        void Say(JsonObject answer)
        {
            answers.Write(answer.ToJsonString() + "\n");
            answers.Flush();
        }
    }

    private static JsonObject Answer(JsonObject request, ref PreparedCase? prepared)
    {
        switch ((string)request["do"]!)
        {
            case "prepare":
                var name = (string)request["case"]!;
                prepared = CaseCatalog.All.Single(known => known.Name == name).Prepare();
                return [];
            case "forget":
                prepared?.Dispose();
                prepared = null;
                return [];
            case "threads":
                set_num_threads((int)request["count"]!);
                return [];
            case "run":
                var measured = Contender.Measure(Operators(prepared!, request), (bool)request["peak"]!, (int)request["times"]!);
                return new JsonObject { ["ms"] = measured.Milliseconds, ["peak"] = measured.PeakExtraBytes };
            case "results":
                using (NewDisposeScope())
                {
                    return new JsonObject { ["results"] = new JsonArray([.. Operators(prepared!, request).Run().Select(Numbers)]) };
                }

            case var other:
                throw new ArgumentException($"a peer does not know '{other}'");
        }
    }

    private static Variant Operators(PreparedCase prepared, JsonObject request)
    {
        var name = (string)request["task"]!;
        return prepared.Tasks.Single(task => task.Peer == name).Operators;
    }

    private static JsonNode Numbers(Tensor tensor) => new JsonArray(
        [.. tensor.detach().to(float64).contiguous().data<double>().ToArray().Select(number => (JsonNode)number)]);
}
