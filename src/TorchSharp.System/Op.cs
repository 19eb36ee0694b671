using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

internal enum Kind
{
    Default, None, Tensor, Int, Double, Bool, IntList, TensorList, String, Device,
}

/// <summary>A tagged value as the native part reads it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Value
{
    [FieldOffset(0)] internal Kind Kind;
    [FieldOffset(4)] internal int Count;
    [FieldOffset(8)] internal long Integer;
    [FieldOffset(8)] internal double Real;
    [FieldOffset(8)] internal nint Pointer;
}

/// <summary>
/// One operator of the ATen library, named by its schema ("add.Tensor"). The dispatcher is asked for it at
/// the first call, so that a schema which this libtorch lacks fails only where it is used.
/// </summary>
internal sealed unsafe class Op
{
    private const int ScratchWords = 64;

    private readonly string _schema;
    private nint _handle;

    internal string Schema => _schema;

    private Op(string schema) => _schema = schema;

    public static implicit operator Op(string schema) => new(schema);

    internal Tensor Call(params ReadOnlySpan<Arg> args)
    {
        Value result;
        Invoke(args, &result, 1);
        return new Tensor(result.Pointer);
    }

    internal Tensor[] CallList(params ReadOnlySpan<Arg> args)
    {
        Value result;
        Invoke(args, &result, 1);
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(((nint*)result.Pointer)[i]);
        Native.door_free((void*)result.Pointer);
        return tensors;
    }

    internal bool CallBool(params ReadOnlySpan<Arg> args)
    {
        Value result;
        Invoke(args, &result, 1);
        return result.Integer != 0;
    }

    /// <summary>Calls an operator that writes into its first argument, and hands that argument back.</summary>
    internal Tensor InPlace(params ReadOnlySpan<Arg> args)
    {
        Invoke(args, null, 0);
        return (Tensor)args[0].Owner!;
    }

    private void Invoke(ReadOnlySpan<Arg> args, Value* results, int resultCount)
    {
        var words = 0;
        foreach (ref readonly var arg in args) words += arg.Words;

        // The lists of almost every call fit on the stack; a cat of hundreds of tensors does not.
        if (words <= ScratchWords)
        {
            var scratch = stackalloc long[ScratchWords];
            Invoke(args, scratch, results, resultCount);
        }
        else
        {
            fixed (long* scratch = new long[words]) Invoke(args, scratch, results, resultCount);
        }
    }

    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Arg> args, long* scratch, Value* results, int resultCount)
    {
        var values = stackalloc Value[args.Length];
        for (var i = 0; i < args.Length; i++) values[i] = args[i].Lower(ref scratch);
        var handle = _handle != 0 ? _handle : Find();
        Native.Check(Native.door_call(handle, values, args.Length, results, resultCount));
    }

    /// <summary>Asks the dispatcher; libtorch's own words say so when it has no such schema.</summary>
    internal nint Find()
    {
        var dot = _schema.IndexOf('.');
        var name = Encoding.UTF8.GetBytes("aten::" + (dot < 0 ? _schema : _schema[..dot]) + '\0');
        var overload = Encoding.UTF8.GetBytes((dot < 0 ? "" : _schema[(dot + 1)..]) + '\0');
        nint handle;
        fixed (byte* n = name, o = overload) Native.Check(Native.door_find(n, o, &handle));
        return _handle = handle;
    }
}
