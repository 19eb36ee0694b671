namespace LossDsl;

/// <summary>What is known of a strip of tokens between one loop over them and the next.</summary>
/// <param name="room">Room for <see cref="Size"/> bytes.</param>
/// <param name="count">How many vectors the tokens are: at most <see cref="Longest"/>.</param>
/// <typeparam name="V">The vector.</typeparam>
internal readonly unsafe ref struct SweepStrip<V>(byte* room, int count)
    where V : unmanaged
{
    /// <summary>The most vectors in a strip. As many are added in their own precision before the sums go on in double.</summary>
    public const int Longest = 32;

    private const int Kinds = 9;

    /// <summary>Bytes of everything.</summary>
    public static int Size => Kinds * Pitch;

    /// <summary>Bytes from one of the properties below to the next.</summary>
    public static int Pitch => Longest * sizeof(V);

    /// <summary>Bytes of the tokens in each.</summary>
    public long Bytes => (long)count * sizeof(V);

    /// <summary>Previous policy over engine. This and the next four are powers of e, and at first their exponents.</summary>
    public byte* Importance => room;

    /// <summary>Policy over previous policy.</summary>
    public byte* Ratio => room + Pitch;

    /// <summary>Reference policy over policy.</summary>
    public byte* Divergence => room + 2 * Pitch;

    /// <summary>Policy over engine.</summary>
    public byte* OnPolicy => room + 3 * Pitch;

    /// <summary>By what factor engine and previous policy disagree, to the power of the token's weight.</summary>
    public byte* Error => room + 4 * Pitch;

    /// <summary>The logarithm of <see cref="Divergence"/>.</summary>
    public byte* Gap => room + 5 * Pitch;

    /// <summary>The log-probability of the policy; 0 where it is absent.</summary>
    public byte* Current => room + 6 * Pitch;

    /// <summary>Token mask times sample mask.</summary>
    public byte* Weights => room + 7 * Pitch;

    /// <summary>Which tokens are plain, where not all are (<see cref="IStripKind.IsPlain"/>).</summary>
    public byte* Plain => room + 8 * Pitch;
}
