using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace LossDsl.Tests.Configs;

/// <summary>Our JSON parser, which records positions, accepts the same texts as .NET's and reads the same values.</summary>
public sealed class JsonTests
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = ConfigDocument.MaxDepth,
    };

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\"a\"", "\"b\": 1,", " ", "\n", "\r", "\t", "//", "/*", "*/", "/", "null", "true", "false", "nul", "x",
        "0", "1", "-", "+", ".", "e", "E", "01", "12", "-0", "1.5", "9223372036854775808", "\\", "\\u", "00e9", "\\n", "\\x", "é", "\u0001", "\uFEFF", "_",
    ];

    [Fact]
    public void Reads_what_the_platform_reads()
    {
        var read = 0;
        var texts = Gen.Choose(1, 6).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat)
            .SelectMany(text => Gen.Elements(text, $"{{{text}", $"{{\"a\": {text}}}", $"{{\"a\": [{text}], \"b\": {text}}}")).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(texts, text =>
        {
            var ours = JsonConfigParser.Parse(text);
            try
            {
                // A file may start with a byte order mark, which .NET's file reader removes before parsing.
                using var theirs = JsonDocument.Parse(text is ['\uFEFF', .. var rest] ? rest : text, Options);
                if (theirs.RootElement.ValueKind != JsonValueKind.Object)
                {
                    Assert.Null(ours.Root);
                    return;
                }

                AssertSame(theirs.RootElement, ours.Root);
                read++;
            }
            catch (JsonException)
            {
                Assert.Null(ours.Root);
            }
        }));

        Assert.True(read > 200, $"only {read} texts were JSON");
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Depth_is_bounded(int levels, bool isRead)
    {
        var text = "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";

        Assert.Equal(isRead, JsonConfigParser.Parse(text).Root is not null);
    }

    private static void AssertSame(JsonElement theirs, object? ours)
    {
        switch (ours)
        {
            case ConfigMap map:
                Assert.Equal(theirs.EnumerateObject().Select(entry => entry.Name), map.Entries.Select(entry => entry.Key));
                foreach (var (entry, value) in theirs.EnumerateObject().Zip(map.Entries))
                    AssertSame(entry.Value, value.Value);
                break;
            case UnsupportedValue list:
                Assert.Equal(theirs.GetArrayLength(), list.Items.Count);
                foreach (var (item, value) in theirs.EnumerateArray().Zip(list.Items))
                    AssertSame(item, value);
                break;
            case string text:
                Assert.Equal(theirs.GetString(), text);
                break;
            case null:
                Assert.Equal(JsonValueKind.Null, theirs.ValueKind);
                break;
            case bool flag:
                Assert.Equal(theirs.GetBoolean(), flag);
                break;
            case long whole:
                Assert.Equal(theirs.GetInt64(), whole);
                break;
            case OutOfRangeNumber number:
                Assert.Equal((theirs.GetRawText(), theirs.GetDouble()), (number.Text, number.Value));
                break;
            default:
                Assert.Equal(theirs.GetDouble(), ours);
                break;
        }
    }
}
