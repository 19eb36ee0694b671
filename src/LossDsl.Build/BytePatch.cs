namespace LossDsl.Build;

/// <summary>One byte of a file that gets another value.</summary>
internal readonly struct BytePatch(long offset, byte value)
{
    public long Offset { get; } = offset;

    public byte Value { get; } = value;
}
