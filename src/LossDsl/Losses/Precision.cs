namespace LossDsl;

/// <summary>The type in which a loss computes.</summary>
public static class Precision
{
    /// <summary>float64 where every given tensor is float64, else float32: half-precision logits are upcast.</summary>
    /// <param name="tensors">The floating-point tensors that the loss computes with.</param>
    public static ScalarType Of(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.dtype != float64)
                return float32;
        }

        return float64;
    }
}
