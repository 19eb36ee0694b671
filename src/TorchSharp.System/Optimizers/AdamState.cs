#nullable disable annotations

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The moments of one parameter, and the step that Adam and AdamW share.</summary>
internal sealed class AdamState(Parameter parameter, bool amsgrad) : OptimizerState(parameter)
{
    private long _step;
    private Tensor _mean, _square, _largestSquare;

    internal static void Validate(double lr, double beta1, double beta2, double eps, double weightDecay)
    {
        if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}");
        if (eps < 0) throw new ArgumentException($"Invalid ε: {eps}");
        if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1: {beta1}");
        if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2: {beta2}");
        if (weightDecay < 0) throw new ArgumentException($"Invalid weight_decay value: {weightDecay}");
    }

    internal void Step(Parameter parameter, Tensor gradient, double lr, double beta1, double beta2, double eps)
    {
        _step++;
        var correction1 = 1 - Math.Pow(beta1, _step);
        var correction2 = 1 - Math.Pow(beta2, _step);

        _mean.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        _square.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);

        var second = _square;
        if (amsgrad)
        {
            var largest = maximum(_largestSquare, _square).DetachFromDisposeScope();
            _largestSquare.Dispose();
            second = _largestSquare = largest;
        }
        var denominator = (second.sqrt() / Math.Sqrt(correction2)).add_(eps);
        parameter.addcdiv_(_mean, denominator, value: -lr / correction1);
    }

    public override void Initialize(OptimizerOptions options)
    {
        Release();
        using var unrecorded = no_grad();
        _step = 0;
        _mean = zeros_like(_parameter).DetachFromDisposeScope();
        _square = zeros_like(_parameter).DetachFromDisposeScope();
        _largestSquare = amsgrad ? zeros_like(_parameter).DetachFromDisposeScope() : null;
    }

    public override void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(_step);
        _mean.Save(writer);
        _square.Save(writer);
        SaveConditionalStateTensor(writer, _largestSquare);
    }

    public override void LoadStateDict(BinaryReader reader)
    {
        _step = reader.ReadInt64();
        _mean.Load(reader);
        _square.Load(reader);
        LoadConditionalStateTensor(reader, ref _largestSquare, _parameter.device);
    }

    public override void to(Device device)
    {
        Move(ref _mean, device);
        Move(ref _square, device);
        Move(ref _largestSquare, device);
    }

    internal override void Release()
    {
        _mean?.Dispose();
        _square?.Dispose();
        _largestSquare?.Dispose();
    }
}
