using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LossDsl.Bench;

/// <summary>Writes a report as one JSON object, with every single run.</summary>
internal static class BenchJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(BenchReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("command", report.Command);
            json.WriteBoolean("quick", report.IsQuick);
            json.WriteBoolean("complete", report.IsComplete);
            json.WriteNumber("seconds", Math.Round(report.Seconds, 1));
            json.WriteStartObject("machine");
            foreach (var (name, value) in report.Machine)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray("rows");
            foreach (var row in report.Rows)
                Write(json, row);
            json.WriteEndArray();
            json.WriteStartArray("goals");
            foreach (var gate in report.Gates)
                Write(json, gate);
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in report.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, BenchRow row)
    {
        json.WriteStartObject();
        json.WriteString("case", row.Case);
        json.WriteString("task", row.Task);
        json.WriteString("way", row.Variant);
        json.WriteNumber("threads", row.Threads);
        json.WriteStartObject("contenders");
        foreach (var (name, timing) in row.Timings)
        {
            json.WriteStartObject(name);
            json.WriteNumber("median_ms", timing.Median);
            Write(json, "ratio_to_ours", row.Ratio(name, ContenderNames.Ours));
            Write(json, "ratio_to_limit", row.Ratio(name, ContenderNames.Limit));
            Write(json, "peak_extra_bytes", timing.PeakExtraBytes);
            json.WriteBoolean("cold", timing.IsCold);
            json.WriteStartArray("ms");
            foreach (var run in timing.Milliseconds)
                json.WriteNumberValue(Math.Round(run, 4));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Gate gate)
    {
        json.WriteStartObject();
        json.WriteString("title", gate.Title);
        Write(json, "measured", gate.Measured);
        json.WriteString("worst_at", gate.Where);
        json.WriteNumber(gate.IsAtLeast ? "at_least" : "at_most", gate.Goal);
        if (gate.IsMet is { } holds)
            json.WriteBoolean("holds", holds);
        else
            json.WriteNull("holds");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
