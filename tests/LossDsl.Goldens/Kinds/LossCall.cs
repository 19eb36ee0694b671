using LossDsl.Goldens.Files;
using LossDsl.Goldens.Losses;

namespace LossDsl.Goldens.Kinds;

/// <summary>The steps of every case of a loss: construct the loss, read the inputs, call it, differentiate.</summary>
internal static class LossCall
{
    /// <summary>Constructs the loss, then reads the inputs: a case whose config is invalid has none.</summary>
    public static Attempt<Prepared> Prepare(GoldenCase golden, LossUnderTest loss)
    {
        var call = Attempt<Func<CallInputs, LossUnderTest.Computed>>.Run(RaisedError.Construct, () => loss.Construct(golden));
        return call.Value is null
            ? new Attempt<Prepared>(null, call.Error)
            : new Attempt<Prepared>(
                new Prepared(call.Value, CallInputs.Read(golden.Root["inputs"], loss.Output), loss.Output), null);
    }

    /// <summary>A loss with its inputs.</summary>
    /// <param name="Call">Calls the loss.</param>
    /// <param name="Inputs">The inputs.</param>
    /// <param name="Output">The name of the input that is differentiated.</param>
    internal sealed record Prepared(Func<CallInputs, LossUnderTest.Computed> Call, CallInputs Inputs, string Output)
    {
        /// <summary>The same loss on a range of rows.</summary>
        public Prepared Slice(RowRange rows) => this with { Inputs = Inputs.Slice(rows) };

        /// <summary>Calls the loss and differentiates it.</summary>
        public Values Compute()
        {
            var (loss, metrics) = Call(Inputs);
            if (Inputs.Upstream is { } upstream)
                loss.backward([upstream]);
            else
                loss.backward();
            var grads = new Dictionary<string, TensorData>();
            if (Inputs.Output.grad is { } grad)
                grads[Output] = TensorData.FromTensor(grad);
            return new Values(TensorData.FromTensor(loss), metrics, grads);
        }
    }
}
