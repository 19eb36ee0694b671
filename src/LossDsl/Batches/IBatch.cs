namespace LossDsl;

/// <summary>A batch, typed or not: all that the operations on batches are made of.</summary>
/// <remarks>
/// Operations make new batches. What they leave as it is, or show a part of, shares its memory with the source, but
/// every tensor object in the result is a new one: it belongs to the dispose scope in which the operation was called,
/// and disposing it leaves the source alone.
/// </remarks>
/// <typeparam name="TSelf">The batch itself.</typeparam>
public interface IBatch<TSelf>
    where TSelf : class, IBatch<TSelf>
{
    /// <summary>The number of rows.</summary>
    long Rows { get; }

    /// <summary>The batch that an operation makes of this one, part by part.</summary>
    /// <param name="map">The operation.</param>
    TSelf Map(BatchMap map);
}
