namespace LossDsl;

/// <summary>The type of a loss's computation.</summary>
public static class Precision
{
    /// <summary>float64 if every given tensor is float64, else float32: half-precision tensors are upcast.</summary>
    /// <param name="tensors">The floating-point tensors that the loss computes with.</param>
    public static ScalarType Resolve(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.dtype != float64)
                return float32;
        }

        return float64;
    }

    /// <inheritdoc cref="Resolve(ReadOnlySpan{Tensor})"/>
    /// <remarks>For compilers before C# 13, which accept only arrays as <c>params</c>.</remarks>
    public static ScalarType Resolve(params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return Resolve(tensors.AsSpan());
    }

    /// <summary>Rounds a setting to the type of the computation: values beyond float32 become infinite or 0.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="dtype">float32 or float64.</param>
    internal static double Round(double setting, ScalarType dtype) => dtype == float64 ? setting : (float)setting;

    /// <summary>float64 if the model's output and every given tensor are float64, else float32.</summary>
    /// <param name="output">The model's output.</param>
    /// <param name="tensors">The other floating-point tensors that the loss computes with.</param>
    public static ScalarType Resolve(ModelOutput output, params ReadOnlySpan<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.ElementType == float64 ? Resolve(tensors) : float32;
    }

    /// <inheritdoc cref="Resolve(ModelOutput, ReadOnlySpan{Tensor})"/>
    /// <remarks>For compilers before C# 13, which accept only arrays as <c>params</c>.</remarks>
    public static ScalarType Resolve(ModelOutput output, params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return Resolve(output, tensors.AsSpan());
    }
}
