using System.Runtime.InteropServices;
using System.Text;

namespace LossDsl;

/// <summary>
/// The small all-gather with which every collective begins: the hash of the collective that each rank calls, and the rank's
/// numbers if they are few.
/// </summary>
/// <remarks>
/// All collectives begin with the same operation, so ranks that call different collectives still complete it, and all of them
/// detect the mismatch. The numbers are transferred after the handshake, or within it if they fit.
/// </remarks>
internal sealed unsafe class CollectiveHandshake(Communicator ranks)
{
    /// <summary>The maximum number of payload bytes per rank.</summary>
    public const int MaxPayloadBytes = Length - sizeof(ulong);

    private const int Length = 256;
    private const int LongestText = 512;
    private const int MostNamed = 8;

    // Never freed: after a timeout, the MPI library may still write to the address.
    private readonly byte* _all = (byte*)NativeMemory.AllocZeroed((nuint)ranks.Size, Length);

    /// <summary>The payload of a rank: to be written before the exchange, to be read after it.</summary>
    public Span<byte> GetPayload(int rank) => new(_all + (long)rank * Length + sizeof(ulong), MaxPayloadBytes);

    /// <summary>Exchanges hashes and payloads with the other ranks.</summary>
    /// <param name="call">The collective that this rank calls.</param>
    /// <param name="refusal">Why this rank cannot take part; null if it can. It joins the handshake in both cases.</param>
    /// <exception cref="MpiException">A rank refuses, or the ranks call different collectives. Thrown on every rank.</exception>
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

    // All ranks have detected the mismatch, so all of them exchange their descriptions.
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
