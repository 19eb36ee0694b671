using System.IO.Compression;
using System.Text;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Tests;

/// <summary>A damaged gzip file is reported as such: never as invalid JSON, and never read as fewer cases.</summary>
public sealed class CorruptFileTests : IDisposable
{
    private const int TrailerBytes = 8;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_was_cut_after_a_line()
    {
        // Written by a program that flushes after each line and was killed: two lines, but no trailer.
        using var bytes = new MemoryStream();
        using var gzip = new GZipStream(bytes, CompressionLevel.Optimal);
        gzip.Write(Encoding.UTF8.GetBytes(Sample.Line() + "\n" + Sample.Line() + "\n"));
        gzip.Flush();
        var file = Written(bytes.ToArray());

        ProgramRun.Run("eval", file).AssertRefused(
            $"{file} is damaged: the file breaks off at byte {bytes.Length}, in the compressed data; 2 lines can be read");
    }

    [Fact]
    public void A_file_that_is_cut_anywhere()
    {
        var whole = Gzip(Sample.Line() + "\n");
        for (var length = 1; length < whole.Length; length++)
        {
            var place = length < 10 ? "in a gzip header"
                : length < whole.Length - TrailerBytes ? "in the compressed data" : "in a gzip trailer";
            AssertDamaged(whole[..length], $"the file breaks off at byte {length}, {place}; ");
        }
    }

    [Fact]
    public void A_member_that_is_cut_anywhere()
    {
        byte[] first = Gzip(Sample.Line() + "\n"), both = [.. first, .. Gzip(Sample.Line() + "\n")];
        for (var length = first.Length + 1; length < both.Length; length++)
            AssertDamaged(both[..length], $"the file breaks off at byte {length}, ", " can be read");
    }

    [Fact]
    public void A_byte_that_is_wrong_anywhere()
    {
        var (text, random) = (Sample.Line() + "\n", new Random(3));
        var whole = Gzip(text);
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)random.Next(1, 256);
            // Time, extra flags and operating system are not validated.
            if (at is >= 4 and < 10)
                Assert.Equal(text, Content(damaged));
            else
                AssertDamaged(damaged);
        }
    }

    [Fact]
    public void A_wrong_checksum()
    {
        var bytes = Gzip(Sample.Line() + "\n");
        bytes[^8] ^= 1;
        AssertDamaged(bytes, "the CRC-32 of the content is ", $", but the gzip trailer at byte {bytes.Length - 8} records ", "; one line can be read");
    }

    [Fact]
    public void A_wrong_length()
    {
        var bytes = Gzip("0123456789");
        bytes[^4]++;
        AssertDamaged(bytes, $"the length of the content is 0000000A, but the gzip trailer at byte {bytes.Length - 4} records 0000000B");
    }

    [Theory]
    [InlineData("{}", "stands something else: 7B 7D")]
    [InlineData("\0\0", "stands something else: 00 00")]
    [InlineData("\n", "the file breaks off at byte ")]
    public void Something_behind_the_end(string rest, string because)
    {
        var whole = Gzip(Sample.Line() + "\n");
        AssertDamaged([.. whole, .. Encoding.UTF8.GetBytes(rest)], because, "; one line can be read");
    }

    [Fact]
    public void Another_format() => AssertDamaged("PK\u0003\u0004"u8.ToArray(), "it is not a gzip file, which begins with 1F 8B, not with 50 4B");

    [Fact]
    public void An_empty_file() => AssertDamaged([], "it is empty, which a gzip file is not; no line can be read");

    [Fact]
    public void Another_compression_method() => AssertDamaged(
        With(Gzip(""), at: 2, value: 7), "the gzip header at byte 0 names the compression method 7; only 8 is defined");

    [Fact]
    public void Reserved_flags() => AssertDamaged(With(Gzip(""), at: 3, value: 0x41), "has the flags 41, of which some are reserved");

    [Fact]
    public void Every_part_that_a_header_may_have()
    {
        var plain = Gzip("content\n");
        byte[] header = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 3, 2, 0, 0xAA, 0xBB, .. "name\0comment\0"u8];
        var crc = System.IO.Hashing.Crc32.Hash(header);
        byte[] whole = [.. header, crc[0], crc[1], .. plain[10..]];

        Assert.Equal("content\n", Content(whole));
        AssertDamaged(With(whole, at: 12, value: 0), "the gzip header at byte 0 has the checksum ");
        AssertDamaged(whole[..15], "the file breaks off at byte 15, in a gzip header");
    }

    [Fact]
    public void Several_members_are_one_file()
    {
        var line = Sample.Line();
        var file = Written([.. Gzip(line[..40]), .. Gzip(""), .. Gzip(line[40..] + "\n"), .. Gzip(line + "\n")]);
        var run = ProgramRun.Run("eval", "--json", file);
        Assert.Equal((0, 2), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public void A_file_under_another_name()
    {
        var file = _folder.File("cases.jsonl");
        File.WriteAllBytes(file, Gzip(Sample.Line() + "\n"));
        Assert.Single(GoldenFile.Read(file));
    }

    [Fact]
    public void Content_that_compresses_a_thousandfold()
    {
        var text = new string(' ', 1 << 20);
        Assert.Equal(text, Content(Gzip(text)));
    }

    [Fact]
    public void Damage_of_the_last_file_shows_before_the_first_one_runs()
    {
        var whole = _folder.With("whole.jsonl", Sample.Line());
        var run = ProgramRun.Run("eval", "--json", whole, Written(Gzip(Sample.Line())[..^1]));
        run.AssertRefused("in a gzip trailer");
        Assert.Empty(run.Output);
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        // .NET writes nothing for empty content.
        return bytes.Length > 0 ? bytes.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        byte[] copy = [.. bytes];
        copy[at] = value;
        return copy;
    }

    private static string Content(byte[] bytes)
    {
        using var text = new StreamReader(new VerifyingGzipStream(new MemoryStream(bytes)));
        return text.ReadToEnd();
    }

    private string Written(byte[] bytes)
    {
        var file = _folder.File("cases.jsonl.gz");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private void AssertDamaged(byte[] bytes, params string[] because)
    {
        var file = Written(bytes);
        var error = Assert.Throws<UsageException>(() => GoldenFile.VerifyIntegrity(file));
        Assert.StartsWith($"{file} is damaged: ", error.Message);
        foreach (var words in because)
            Assert.Contains(words, error.Message);
    }
}
