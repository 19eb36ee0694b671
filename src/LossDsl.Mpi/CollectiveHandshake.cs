using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl;

/// <summary>
/// The one small message with which every collective begins, whatever it is: what each rank has been called for, and its
/// numbers if they are few.
/// </summary>
/// <remarks>
/// Since all collectives begin alike, ranks that are in different ones meet here, and all of them find out. What the ranks
/// agree in travels after it, or is in it already.
/// </remarks>
internal sealed unsafe class CollectiveHandshake(Communicator ranks)
{
    /// <summary>How many bytes of a rank's numbers fit.</summary>
    public const int MaxPayloadBytes = Length - sizeof(ulong);

    private const int Length = 256;
    private const int LongestText = 512;
    private const int MostNamed = 8;

    // As long as the process: a wait that is given up leaves the library with the address.
    private readonly byte* _all = (byte*)NativeMemory.AllocZeroed((nuint)ranks.Size, Length);

    /// <summary>A rank's numbers, once they are exchanged.</summary>
    public Span<byte> GetPayload(int rank) => new(_all + (long)rank * Length + sizeof(ulong), MaxPayloadBytes);

    /// <summary>Meets the other ranks.</summary>
    /// <param name="call">What this rank has been called for.</param>
    /// <param name="refusal">Why this rank cannot take part; the others wait for it all the same.</param>
    /// <exception cref="MpiException">A rank refuses, or the ranks have been called for different things: on every rank.</exception>
    public void Exchange(CollectiveCall call, string? refusal)
    {
        *Fingerprint(ranks.Rank) = refusal is null ? call.Collective.Fingerprint() : 0;
        ranks.Handshake(_all, Length, call);
        var first = *Fingerprint(0);
        var agree = first != 0;
        for (var rank = 1; rank < ranks.Size; rank++)
            agree &= *Fingerprint(rank) == first;
        if (!agree)
            throw new MpiException($"MPI group {call.Group}: {Difference(call, refusal)}");
    }

    private ulong* Fingerprint(int rank) => (ulong*)(_all + (long)rank * Length);

    // All ranks have seen that they differ, so all come here.
    private string Difference(CollectiveCall call, string? refusal)
    {
        var texts = (byte*)NativeMemory.AllocZeroed((nuint)ranks.Size, LongestText);
        var bytes = Encoding.UTF8.GetBytes(refusal is null ? $"{call.Collective}" : $"{call.Collective}: {refusal}");
        bytes.AsSpan(0, Math.Min(bytes.Length, LongestText)).CopyTo(new Span<byte>(texts + (long)ranks.Rank * LongestText, LongestText));
        ranks.Handshake(texts, LongestText, call);
        var said = Enumerable.Range(0, ranks.Size).ToLookup(Said);
        NativeMemory.Free(texts);

        var refused = said.Where(text => text.Any(rank => *Fingerprint(rank) == 0)).ToList();
        return refused.Count > 0
            ? string.Join("; ", refused.Select(Words))
            : "the ranks are not in the same collective: " + string.Join("; ", said.Select(Words));

        string Said(int rank) => Encoding.UTF8.GetString(new Span<byte>(texts + (long)rank * LongestText, LongestText)).TrimEnd('\0');
    }

    private static string Words(IGrouping<string, int> said)
    {
        var named = string.Join(", ", said.Take(MostNamed));
        return said.Count() switch
        {
            1 => $"rank {named}: {said.Key}",
            <= MostNamed => $"ranks {named}: {said.Key}",
            var count => $"ranks {named} and {count - MostNamed} more: {said.Key}",
        };
    }
}
