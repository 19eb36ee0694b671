using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Reports;

/// <summary>A result as one line of JSON.</summary>
internal static class ResultJson
{
    // Messages are for people, so quotes and arrows are not escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    /// <param name="result">The result.</param>
    public static string Serialize(CaseResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteString("status", result.Status.ToString().ToLowerInvariant());
            Write(json, result.Values, result.IsFunction ? "output" : "loss");
            if (result.Microbatches is { } microbatches)
                Write(json, "microbatches", microbatches);
            if (result.RankKind is { } kind)
            {
                json.WriteString("ranks_are", kind);
                Write(json, "ranks", result.Ranks ?? []);
            }

            Write(json, result.Error);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, Values? values, string result)
    {
        json.WritePropertyName(result);
        if (values is null)
            json.WriteNullValue();
        else
            Write(json, values.Result, flat: false);
        Write(json, "metrics", values?.Metrics ?? Values.None, flat: false);
        Write(json, "grads", values?.Grads ?? Values.None, flat: true);
        if (values is { Outputs.Count: > 0 })
            Write(json, "outputs", values.Outputs, flat: true);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Values> parts)
    {
        json.WriteStartArray(name);
        foreach (var values in parts)
        {
            json.WriteStartObject();
            Write(json, values, "loss");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, TensorData> entries, bool flat)
    {
        json.WriteStartObject(name);
        foreach (var (key, numbers) in entries)
        {
            json.WritePropertyName(key);
            Write(json, numbers, flat);
        }

        json.WriteEndObject();
    }

    // A scalar loss or metric is written as a number, everything else as a flat list.
    private static void Write(Utf8JsonWriter json, TensorData numbers, bool flat)
    {
        if (numbers.IsScalar && !flat)
        {
            Write(json, numbers.Data[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var value in numbers.Data)
            Write(json, value);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(NonFinite.Format(value));
    }

    private static void Write(Utf8JsonWriter json, RaisedError? error)
    {
        if (error is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("stage", error.Stage);
        json.WriteString("type", error.Type);
        json.WriteString("message", error.Message);
        json.WriteEndObject();
    }
}
