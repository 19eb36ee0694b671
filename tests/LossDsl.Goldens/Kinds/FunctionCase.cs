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
            args[name] = TensorData.Read(value).ToTensor();
        var options = golden.Root.Find("kwargs");
        var upstream = golden.Root.Find("grad_output") is { } node ? TensorData.Read(node).ToTensor() : null;

        var values = Attempt<Values>.Run(RaisedError.Call, () => Compute(function, args, options, upstream));
        var comparison = new Comparison();
        if (values.Value is { } computed && golden.Root.Find("expected") is { } expected)
            comparison.CompareFunction(computed, expected);
        return comparison.ToResult(golden, values.Error) with { Values = values.Value };
    }

    private static Values Compute(FunctionUnderTest function, BatchedDataDict args, GoldenNode? options, Tensor? upstream)
    {
        var grads = new Dictionary<string, TensorData>();
        if (upstream is not null)
            args.GetTensor(function.Differentiated).requires_grad_();
        var output = function.Call(args, options);
        if (upstream is not null)
        {
            output.backward([upstream]);
            if (args.GetTensor(function.Differentiated).grad is { } grad)
                grads[function.Differentiated] = TensorData.FromTensor(grad);
        }

        return new Values(TensorData.FromTensor(output), Values.None, grads);
    }
}
