namespace LossDsl;

/// <summary>The curve that bounds logits: <c>y = height * tanh(inner * x)</c>.</summary>
/// <remarks>
/// <code>
/// dy/dx = inner * height * (1 - tanh²(inner * x)) = inner * height * (1 - y/height) * (1 + y/height)
/// </code>
/// The derivative comes from <c>y</c>: the logits that it is of need not be kept.
/// </remarks>
/// <param name="Inner">What the logits are multiplied with.</param>
/// <param name="Height">The bound.</param>
internal readonly record struct SoftcapCurve(double Inner, double Height)
{
    /// <summary>The derivative at 0, where it is greatest.</summary>
    public double Steepest => Inner * Height;

    /// <summary>The derivative where the curve has a value.</summary>
    public double DerivativeAt(double y) => Steepest * (1 - y / Height) * (1 + y / Height);

    /// <summary>The same of many values, in torch's operators.</summary>
    /// <param name="values">Bounded logits.</param>
    public Tensor DerivativeAt(Tensor values)
    {
        using var scope = NewDisposeScope();
        using var height = Height.ToScalar();
        using var steepest = Steepest.ToScalar();
        var t = values / height;
        return (Scalars.One - t).mul_(t.add_(Scalars.One)).mul_(steepest).MoveToOuterDisposeScope();
    }

    /// <summary>Bounds logits, in torch's operators; a graph is recorded.</summary>
    /// <param name="logits">The logits.</param>
    public Tensor Apply(Tensor logits)
    {
        using var inner = Inner.ToScalar();
        using var height = Height.ToScalar();
        return (logits * inner).tanh() * height;
    }

    /// <summary>Bounds logits where they are, by the kernels of the CPU or by torch's operators. No graph is recorded.</summary>
    /// <param name="logits">The logits, then what is made of them. Shape <c>[N, V]</c>.</param>
    public void ApplyInPlace(Tensor logits)
    {
        if (FusedSoftcap.Accepts(logits))
        {
            FusedSoftcap.ApplyInPlace(logits, this);
            return;
        }

        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var inner = Inner.ToScalar();
        using var height = Height.ToScalar();
        logits.mul_(inner).tanh_().mul_(height);
    }
}
