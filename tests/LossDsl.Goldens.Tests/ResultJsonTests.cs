using LossDsl.Goldens.Files;
using LossDsl.Goldens.Reports;

namespace LossDsl.Goldens.Tests;

public sealed class ResultJsonTests
{
    private static readonly Values Vector = new(
        new TensorData(ScalarType.Float32, [2], [0.1f, double.NaN]),
        new Dictionary<string, TensorData> { ["loss"] = new(ScalarType.Float32, [1], [1e-7]), ["count"] = TensorData.Scalar(-0.0) },
        new Dictionary<string, TensorData>
        {
            ["logits"] = new(ScalarType.Float32, [1, 2], [double.NegativeInfinity, double.PositiveInfinity]),
        });

    [Fact]
    public void Numbers_are_the_shortest_of_their_double_and_lists_are_flat()
    {
        var result = new CaseResult("a", "f") { Status = Status.Ok, Values = Vector };
        Assert.Equal(
            """{"name":"a","status":"ok","loss":[0.10000000149011612,"NaN"],"metrics":{"loss":[1E-07],"count":-0},"grads":{"logits":["-Infinity","Infinity"]},"error":null}""",
            ResultJson.Serialize(result));
    }

    [Fact]
    public void An_error_keeps_its_lines_inside_of_the_text()
    {
        var result = new CaseResult("a", "f") { Status = Status.Raised, Error = new RaisedError("call", "E", "it's \"wrong\"\n→ there") };
        Assert.Equal(
            """{"name":"a","status":"raised","loss":null,"metrics":{},"grads":{},"error":{"stage":"call","type":"E","message":"it's \"wrong\"\n→ there"}}""",
            ResultJson.Serialize(result));
    }

    [Fact]
    public void A_function_has_an_output()
    {
        var values = new Values(TensorData.Scalar(2), Values.None, Values.None);
        var result = new CaseResult("a", "f") { Status = Status.Ok, IsFunction = true, Values = values };
        Assert.Equal("""{"name":"a","status":"ok","output":2,"metrics":{},"grads":{},"error":null}""", ResultJson.Serialize(result));
    }

    [Fact]
    public void Microbatches_follow_the_whole()
    {
        var values = new Values(TensorData.Scalar(2), Values.None, Values.None);
        var result = new CaseResult("a", "f") { Status = Status.Mismatch, Values = values, Microbatches = [values] };
        Assert.Equal(
            """{"name":"a","status":"mismatch","loss":2,"metrics":{},"grads":{},"microbatches":[{"loss":2,"metrics":{},"grads":{}}],"error":null}""",
            ResultJson.Serialize(result));
    }
}
