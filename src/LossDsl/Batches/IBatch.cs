namespace LossDsl;

/// <summary>A batch, typed or untyped. All operations on batches build on these members.</summary>
/// <remarks>
/// Operations return new batches. Tensors that an operation leaves unchanged, or takes a view of, share their memory with the source.
/// Every tensor object of the result is new: it belongs to the dispose scope in which the operation was called, and disposing it does
/// not affect the source.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IBatch<TSelf>
    where TSelf : class, IBatch<TSelf>
{
    /// <summary>The number of rows.</summary>
    long Rows { get; }

    /// <summary>Applies an operation to every entry and returns the resulting batch.</summary>
    /// <param name="map">The operation.</param>
    TSelf Map(BatchMap map);
}
