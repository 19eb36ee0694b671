namespace LossDsl.TestKit;

/// <summary>Reads the elements of tensors.</summary>
public static class Elements
{
    /// <summary>Copies the elements to an array in row-major order; an empty array for an empty tensor.</summary>
    /// <typeparam name="T">The element type of the tensor; no conversion takes place.</typeparam>
    /// <param name="tensor">A tensor on any device, contiguous or not.</param>
    /// <remarks><c>data&lt;T&gt;().ToArray()</c> of TorchSharp throws for an empty tensor.</remarks>
    public static T[] ToArray<T>(this Tensor tensor)
        where T : unmanaged
    {
        if (tensor.numel() == 0)
            return [];
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<T>().ToArray();
    }

    /// <summary>Copies the elements, converted to <see cref="double"/>, to an array.</summary>
    /// <param name="tensor">A tensor of any element type.</param>
    public static double[] ToDoubles(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(float64).ToArray<double>();
    }
}
