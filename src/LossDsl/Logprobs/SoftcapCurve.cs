namespace LossDsl;

/// <summary>The softcap of logits: <c>y = height * tanh(inner * x)</c>.</summary>
/// <remarks>
/// <code>
/// dy/dx = inner * height * (1 - tanh²(inner * x)) = inner * height * (1 - y/height) * (1 + y/height)
/// </code>
/// The derivative is computed from <c>y</c>, so the uncapped logits <c>x</c> need not be kept.
/// </remarks>
/// <param name="Inner">The factor of the uncapped logits.</param>
/// <param name="Height">The bound of the capped logits.</param>
internal readonly record struct SoftcapCurve(double Inner, double Height)
{
    /// <summary>The derivative at 0, its maximum.</summary>
    public double Steepest => Inner * Height;

    /// <summary>The derivative as a function of the capped logit <c>y</c>.</summary>
    public double DerivativeAt(double y) => Steepest * (1 - y / Height) * (1 + y / Height);

    /// <summary>The derivative as a function of capped logits, with torch operators.</summary>
    /// <param name="values">The capped logits <c>y</c>.</param>
    public Tensor DerivativeAt(Tensor values)
    {
        using var scope = NewDisposeScope();
        using var height = Height.ToScalar();
        using var steepest = Steepest.ToScalar();
        var t = values / height;
        return (Scalars.One - t).mul_(t.add_(Scalars.One)).mul_(steepest).MoveToOuterDisposeScope();
    }

    /// <summary>Applies the softcap with torch operators, recording an autograd graph.</summary>
    /// <param name="logits">The logits.</param>
    public Tensor Apply(Tensor logits)
    {
        using var inner = Inner.ToScalar();
        using var height = Height.ToScalar();
        return (logits * inner).tanh() * height;
    }

    /// <summary>Applies the softcap in place, with the CPU kernels or torch operators. Records no autograd graph.</summary>
    /// <param name="logits">The logits; overwritten with the capped logits. Shape <c>[N, V]</c>.</param>
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
