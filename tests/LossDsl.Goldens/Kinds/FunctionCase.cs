using LossDsl.Goldens.Comparing;
using LossDsl.Goldens.Functions;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Kinds;

/// <summary>One call of a function: output and gradient.</summary>
internal static class FunctionCase
{
    public static CaseResult Run(GoldenCase golden, FunctionUnderTest function)
    {
        var args = new BatchedDataDict();
        foreach (var (name, value) in golden.Root["args"].Entries())
            args[name] = Numbers.Read(value).ToTensor();
        var options = golden.Root.Find("kwargs");
        var upstream = golden.Root.Find("grad_output") is { } node ? Numbers.Read(node).ToTensor() : null;

        var values = Attempt<Values>.At(RaisedError.Call, () => Compute(function, args, options, upstream));
        var comparison = new Comparison();
        if (values.Value is { } computed && golden.Root.Find("expected") is { } expected)
            comparison.Function(computed, expected);
        return comparison.Judge(golden, values.Error) with { Values = values.Value };
    }

    private static Values Compute(FunctionUnderTest function, BatchedDataDict args, GoldenNode? options, Tensor? upstream)
    {
        var grads = new Dictionary<string, Numbers>();
        if (upstream is not null)
            args.Tensor(function.Differentiated).requires_grad_();
        var output = function.Call(args, options);
        if (upstream is not null)
        {
            output.backward([upstream]);
            if (args.Tensor(function.Differentiated).grad is { } grad)
                grads[function.Differentiated] = Numbers.Of(grad);
        }

        return new Values(Numbers.Of(output), Values.None, grads);
    }
}
