namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// Does all that views can do (integers, slices, new axes, an ellipsis) one dimension at a time, and
        /// collects what needs a gather: index tensors, each at the dimension of the result it addresses.
        /// </summary>
        private Tensor ApplySlices(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            tensors = null;
            var rank = Dimensions;
            var specified = indices.Sum(Consumes);
            if (specified > rank)
                throw new System.Runtime.InteropServices.ExternalException($"too many indices for tensor of dimension {rank}");

            var result = alias();
            long dim = 0;
            foreach (var index in indices)
            {
                switch (index.Kind)
                {
                    case TensorIndex.Form.Ellipsis:
                        dim += rank - specified;
                        break;
                    case TensorIndex.Form.None:
                        result = Step(result, result.unsqueeze(dim++));
                        break;
                    case TensorIndex.Form.Single:
                        result = Step(result, result.select(dim, index.Start ?? 0));
                        break;
                    case TensorIndex.Form.Slice:
                        result = Step(result, SliceTensor.Call(result, dim++, index.Start, index.Stop, index.Step ?? 1));
                        break;
                    case TensorIndex.Form.Bool:
                        result = Step(result, result.unsqueeze(dim));
                        Collect(ref tensors, dim++, index.Start == 1 ? zeros(1, int64, result.device) : empty(0, int64, result.device));
                        break;
                    case TensorIndex.Form.Tensor when IsInteger(index.Indices!):
                        result = Step(result, result.select(dim, index.Indices!.ToInt64()));
                        break;
                    default:
                        Collect(ref tensors, dim++, index.Indices!);
                        break;
                }
            }
            return result;
        }

        private static long Consumes(TensorIndex index) => index.Kind switch
        {
            TensorIndex.Form.Single or TensorIndex.Form.Slice => 1,
            TensorIndex.Form.Tensor when index.Indices!.dtype is ScalarType.Bool or ScalarType.Byte => index.Indices!.Dimensions,
            TensorIndex.Form.Tensor => 1,
            _ => 0,
        };

        private static bool IsInteger(Tensor index) =>
            index.Dimensions == 0 && index.is_integral() && index.dtype is not (ScalarType.Bool or ScalarType.Byte);

        private static Tensor Step(Tensor old, Tensor next)
        {
            old.Dispose();
            return next;
        }

        private static void Collect(ref Tensor?[]? tensors, long dim, Tensor index)
        {
            if (tensors is null || tensors.Length <= dim) Array.Resize(ref tensors, (int)dim + 1);
            tensors[dim] = index;
        }
    }
}
